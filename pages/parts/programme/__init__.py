"""A programme on screen: its card, its identity, its tables."""
