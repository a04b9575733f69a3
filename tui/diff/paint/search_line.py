"""A search as it is typed: a line of its own, without a cursor that blinks."""


class SearchLine:
    """The text that is looked for, and whether it is being typed."""

    def __init__(self) -> None:
        self.text = ""
        self.typing = False
        self._before = ""

    def begin(self) -> None:
        """Start with nothing; the search before comes back if this one is given up."""
        self.typing, self._before, self.text = True, self.text, ""

    def press(self, key: str, character: str | None) -> bool:
        """Take a key; tells whether the search is complete."""
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
