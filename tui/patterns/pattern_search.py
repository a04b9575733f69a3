"""The line in which a search of the library is typed; the list follows each key."""

from textual.widgets import Input


class PatternSearch(Input):
    """Hidden until `/`; enter keeps the search, escape drops it."""

    DEFAULT_CSS = """
    PatternSearch { height: 1; border: none; padding: 0 1 0 2; background: $background; display: none; }
    """

    def __init__(self) -> None:
        super().__init__(placeholder="words, such as: mark as deleted")

    def open(self, words: str) -> None:
        """Show the line with the words of the current search, and let it take the keys."""
        self.value = words
        self.display = True
        self.focus()

    def close(self) -> None:
        """Hide the line."""
        self.display = False
