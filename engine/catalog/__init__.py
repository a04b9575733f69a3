"""DDL units to schema facts."""
