"""How large the deck is: as large as its terminal, whatever the shell told when it began."""

from collections.abc import MutableMapping
from typing import TextIO

EXPORTED = ("COLUMNS", "LINES")


def follow_terminal(environment: MutableMapping[str, str], terminal: TextIO) -> None:
    """Let go of sizes that a shell exported: believed, they would outlive every change of the window."""
    if terminal.isatty():  # a page of a browser has no other word for its size
        for name in EXPORTED:
            environment.pop(name, None)
