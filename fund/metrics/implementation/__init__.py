"""What programmes do with the money: hours, people, places, events, and what was achieved."""
