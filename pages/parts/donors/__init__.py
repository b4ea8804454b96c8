"""Those who gave: the table of contributions, one donor's page."""
