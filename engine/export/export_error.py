"""The error that an export or an import raises."""

from __future__ import annotations

from engine.fault import EngineError, Fault


class ExportError(EngineError, ValueError):
    """Specs that cannot be exported, or an export that cannot be imported."""

    def __init__(self, code: str, sentence: str, hint: str = "") -> None:
        super().__init__(Fault(f"export.{code}", sentence, hint))

    def __str__(self) -> str:
        if self.hint:
            return f"{self.sentence} ({self.hint})"
        return self.sentence
