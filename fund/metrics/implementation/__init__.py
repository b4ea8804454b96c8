"""What figures are made of: what programmes do with the money (hours, places, results), and what gifts still owe."""
