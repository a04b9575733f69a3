"""What can be wrong with a spec, said so that a person can mend it."""

from __future__ import annotations


class SpecError(ValueError):
    """A spec that cannot be read or written: what is wrong, where, and what to do about it."""

    def __init__(
        self,
        code: str,
        sentence: str,
        *,
        hint: str = "",
        path: str = "",
        line: int = 1,
        column: int = 1,
        others: tuple[SpecError, ...] = (),
    ) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
        self.hint = hint
        self.path = path
        self.line = line
        self.column = column
        self.others = others
        """Further mistakes of the same file, in the order of their places."""

    @property
    def place(self) -> str:
        """File, line and column, as compilers write them."""
        return f"{self.path or 'spec'}:{self.line}:{self.column}"

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}" + (f" ({self.hint})" if self.hint else "")
