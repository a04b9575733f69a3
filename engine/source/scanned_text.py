"""The tokens of a text by PostgreSQL's own lexer, remembered for the few texts that are being worked on."""

from functools import lru_cache

from pglast.parser import Token, scan

REMEMBERED = 16


@lru_cache(maxsize=REMEMBERED)
def scan_text(text: str) -> tuple[Token, ...]:
    """Return the tokens of a text; a body is read by the lift, the count and the proof, and scanned once."""
    return tuple(scan(text))
