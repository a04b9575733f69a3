"""Load the DDL of a project into a scratch database, and read back what it defines."""
