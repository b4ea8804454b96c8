"""The meeting's slides: what each one says, as values that the screen and the pack both draw."""
