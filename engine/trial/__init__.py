"""Try what cannot be proved: run two versions of a routine side by side in a PostgreSQL server of our own."""
