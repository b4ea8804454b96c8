"""The levers, each whole in one place."""
