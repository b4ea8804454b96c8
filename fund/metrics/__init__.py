"""The fund's figures: pure functions of a dataset."""
