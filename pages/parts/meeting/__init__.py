"""The committee's meeting on screen: the stage and its controls, the meetings and what was decided."""
