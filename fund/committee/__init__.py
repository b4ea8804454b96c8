"""What a meeting has to settle, from the figures: what is to be decided, and what is to be asked of whom."""
