"""The levers, each whole in one place: its fields, address, effect, offers and words."""
