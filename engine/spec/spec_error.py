"""The error that reading or writing a spec raises."""

from __future__ import annotations

from engine.fault import EngineError, Fault


class SpecError(EngineError, ValueError):
    """A spec that cannot be read or written: what is wrong, where, and what to change."""

    def __init__(
        self,
        code: str,
        sentence: str,
        *,
        hint: str = "",
        path: str = "",
        line: int = 1,
        column: int = 1,
        start: int | None = None,
        others: tuple[SpecError, ...] = (),
    ) -> None:
        super().__init__(Fault(f"spec.{code}", sentence, hint, start))
        self.path = path
        self.line = line
        self.column = column
        self.others = others
        """Further mistakes of the same file, in the order of their places."""

    @property
    def where(self) -> str:
        """File, line and column, as compilers write them."""
        return f"{self.path or 'spec'}:{self.line}:{self.column}"

    def __str__(self) -> str:
        return f"{self.where}: {self.sentence}" + (f" ({self.hint})" if self.hint else "")
