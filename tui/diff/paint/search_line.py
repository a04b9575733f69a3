"""A search being typed, without a blinking cursor."""


class SearchLine:
    """The text to search for, and whether it is being typed."""

    def __init__(self) -> None:
        self.text = ""
        self.typing = False
        self._before = ""

    def begin(self) -> None:
        """Start an empty search; leaving it restores the one before."""
        self.typing, self._before, self.text = True, self.text, ""

    def press(self, key: str, character: str | None) -> bool:
        """Handle a key. Return whether the search is complete."""
        if key == "enter":
            self.typing = False
            return True
        if key == "escape" or (key == "backspace" and not self.text):
            self.typing, self.text = False, self._before
        elif key == "backspace":
            self.text = self.text[:-1]
        elif character is not None:
            self.text += character
        return False
