"""The last word of a unit's name, without its schema and arguments."""

import re

WORD = re.compile(r"\w+")


def bare_name(name: str) -> str:
    """Return the last part of a unit's name: `shop.f(integer)` is `f`."""
    *_, last = ("", *WORD.findall(name.partition("(")[0]))
    return last.casefold()
