"""What everything stored builds on: database, transactions, journal, texts, migration, backups."""
