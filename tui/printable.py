"""Make text from watched files safe for a terminal: names in hostile SQL can contain control sequences."""

from functools import lru_cache

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


@lru_cache(maxsize=4096)
def to_printable(text: str) -> str:
    """Return the text on one line, with a sign instead of each control character."""
    if text.isprintable():
        return text
    return "".join(map(_printable_char, text))


def _printable_char(char: str) -> str:
    if char in "\n\t":
        return " "
    return char if char.isprintable() else REPLACEMENT
