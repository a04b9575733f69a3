"""When a running job was given to its worker."""

STATEMENTS = ("ALTER TABLE jobs ADD COLUMN claimed REAL",)
