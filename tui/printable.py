"""Text from watched files as a terminal may show it: names in hostile SQL can hold control sequences."""

from functools import lru_cache

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


@lru_cache(maxsize=4096)
def to_printable(text: str) -> str:
    """The text on one line, with a sign in the place of whatever a terminal would obey instead of showing."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else " " if char in "\n\t" else REPLACEMENT for char in text)
