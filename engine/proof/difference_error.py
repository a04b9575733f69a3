"""How a comparison says that it failed."""


class DifferenceError(Exception):
    """Two texts are not the same; the positions are characters of what was compared, None where there is none."""

    def __init__(self, reason: str, original: int | None = None, lowered: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.original = original
        self.lowered = lowered

    def moved(self, original: int, lowered: int) -> "DifferenceError":
        """The same with positions of the texts that those compared stand in."""
        return DifferenceError(
            self.reason,
            None if self.original is None else self.original + original,
            None if self.lowered is None else self.lowered + lowered,
        )
