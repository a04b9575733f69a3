"""Optional parts of a statement: written where the spec gives a value, else empty."""

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def keyword(words: str, is_given: object) -> str:
    """Return the words if the spec asks for them."""
    if is_given:
        return words
    return ""


def clause(words: str, value: T | None, text_of: Callable[[T], str] = str) -> str:
    """Return `WORDS value`, or nothing where there is no value."""
    if not value:
        return ""
    return f"{words} {text_of(value)}"


def name_list(names: tuple[str, ...]) -> str:
    """Return names with commas between them, in parentheses."""
    return f"({', '.join(names)})"
