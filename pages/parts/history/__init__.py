"""The versions published so far, going back to one, the audit list."""
