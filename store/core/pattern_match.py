"""Regular expressions for SQLite's `matches`, compiled by RE2: its run time is linear, whatever the pattern."""

from functools import lru_cache

import re2

REMEMBERED = 32_768  # answers: paging through a list asks about the same names again and again


@lru_cache(maxsize=REMEMBERED)
def matches(pattern: str, text: str | None) -> bool:
    """Return whether a pattern occurs in a text."""
    return compile_pattern(pattern).search(text or "") is not None


@lru_cache(maxsize=64)
def compile_pattern(value: str) -> "re2._Regexp":
    """Return the pattern to search with, ignoring case."""
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = 1 << 20
    return re2.compile(value, options)
