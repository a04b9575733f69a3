"""Rules of the migration category, one a module."""
