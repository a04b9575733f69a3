"""Read schema facts from DDL units."""
