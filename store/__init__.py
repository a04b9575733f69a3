"""SQLite is the truth: migrations, journal, folded tables."""
