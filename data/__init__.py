"""The two funds shipped with the application, and the scripts that make their workbooks."""
