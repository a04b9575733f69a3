"""The tokens of a text by PostgreSQL's own lexer, remembered for the few texts that are being worked on."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

from pglast.parser import Token, scan

REMEMBERED = 16
LONGEST = 100_000
"""Longer texts are not remembered: the tokens and the tree of one character take about 100 bytes."""

Read = TypeVar("Read")


def remember_short(read: Callable[[str], Read]) -> Callable[[str], Read]:
    """Return a function of a text that remembers its last results for texts that are not long."""
    remembered = lru_cache(maxsize=REMEMBERED)(read)

    @wraps(read)
    def read_once(text: str) -> Read:
        if len(text) > LONGEST:
            return read(text)
        return remembered(text)

    return read_once


@remember_short
def scan_text(text: str) -> tuple[Token, ...]:
    """Return the tokens of a text; a body is read by the lift, the count and the proof, and scanned once."""
    return tuple(scan(text))
