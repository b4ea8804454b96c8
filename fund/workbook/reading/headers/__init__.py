"""Which table a sheet is and what its header row says."""
