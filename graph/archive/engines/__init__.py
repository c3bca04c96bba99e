"""Where an archive may be kept: a file of SQLite, or a database of PostgreSQL."""
