"""The screen: one short script per page, and the parts they share."""
