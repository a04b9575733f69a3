"""Trust in a word, for tables."""

_WORDS = ((0.85, "very strong"), (0.70, "strong"), (0.50, "moderate"), (0.30, "weak"))


def strength(overall: float) -> str:
    """Return the word for an overall trust."""
    return next((word for least, word in _WORDS if overall >= least), "very weak")
