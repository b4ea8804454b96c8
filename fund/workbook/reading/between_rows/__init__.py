"""What rows say of each other once all files are read: repeats, contradictions, donors, rates."""
