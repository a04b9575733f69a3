"""Why specs cannot be exported, or an export not imported."""

from __future__ import annotations


class ExportError(ValueError):
    """What stands in the way, and what can be done about it."""

    def __init__(self, code: str, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.code, self.sentence, self.hint = code, sentence, hint

    def __str__(self) -> str:
        return f"{self.sentence} ({self.hint})" if self.hint else self.sentence
