"""From the sheets of a safe file to typed tables, and everything found on the way."""
