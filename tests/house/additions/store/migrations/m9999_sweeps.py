"""A migration that a test adds."""

STATEMENTS = ("CREATE TABLE sweeps (subject TEXT NOT NULL, letters INTEGER NOT NULL)",)
