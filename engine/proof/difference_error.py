"""The error of a comparison."""


class DifferenceError(Exception):
    """Two texts differ; the positions count characters of the compared texts, None where unknown."""

    def __init__(self, reason: str, original: int | None = None, lowered: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.original = original
        self.lowered = lowered

    def moved(self, original: int, lowered: int) -> "DifferenceError":
        """Return the same error with positions in the texts around the compared ones."""
        return DifferenceError(self.reason, _moved(self.original, original), _moved(self.lowered, lowered))


def _moved(position: int | None, by: int) -> int | None:
    if position is None:
        return None
    return position + by
