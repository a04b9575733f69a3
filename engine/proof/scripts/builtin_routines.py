"""The routines that every database has: a new one of such a name may change what a call means.

The list has the names in `pg_catalog` of PostgreSQL 15, and those that were added up to version 18.
"""

from functools import cache
from importlib.resources import files


@cache
def builtin_routines() -> frozenset[str]:
    """Return the names of the routines of `pg_catalog`."""
    text = files("engine.proof.scripts").joinpath("builtin_routines.txt").read_text(encoding="utf-8")
    return frozenset(text.split())
