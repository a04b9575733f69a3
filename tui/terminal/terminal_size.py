"""The size of the deck: that of its terminal, whatever the shell exported."""

from collections.abc import MutableMapping
from typing import TextIO

EXPORTED = ("COLUMNS", "LINES")


def follow_terminal(environment: MutableMapping[str, str], terminal: TextIO) -> None:
    """Remove sizes that a shell exported: Textual would keep using them after the window is resized."""
    if terminal.isatty():  # a page in a browser has no other source for its size
        for name in EXPORTED:
            environment.pop(name, None)
