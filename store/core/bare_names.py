"""The words of a unit's name: the last one, and all of them, without its arguments."""

import re

WORD = re.compile(r"\w+")


def bare_name(name: str) -> str:
    """Return the last part of a unit's name: `shop.f(integer)` is `f`."""
    *_, last = ("", *WORD.findall(name.partition("(")[0]))
    return last.casefold()


def name_words(name: str) -> frozenset[str]:
    """Return the parts of a unit's name: `shop.f(integer)` has `shop` and `f`."""
    return frozenset(word.casefold() for word in WORD.findall(name.partition("(")[0]))
