"""Errors in a theme file."""


class ThemeError(Exception):
    """A theme file cannot be used; the sentence names the file and the key."""

    def __init__(self, code: str, sentence: str, hint: str) -> None:
        super().__init__(sentence)
        self.code = f"theme.{code}"
        self.sentence = sentence
        self.hint = hint
