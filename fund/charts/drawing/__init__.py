"""drawing: to describe."""
