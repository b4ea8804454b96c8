"""« Et si… ? » on screen: the levers, the answers beside the published figures, what is kept and compared."""
