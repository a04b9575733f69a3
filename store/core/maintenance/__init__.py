"""Care of the database: migrations, backups, inspection, digests of its tables."""
