"""The steps of the database's history, one module each, in the order of their names; each holds STATEMENTS.

A released step is never changed: a database remembers which steps it has seen.
"""

from engine.discovery import module_names

STEPS = module_names(__name__)
NEWEST = len(STEPS)
