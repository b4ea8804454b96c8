"""Published versions of the funds and what staff keep beside them, in SQLite or PostgreSQL."""
