"""Numbers with their nouns."""


def count_noun(count: int, noun: str) -> str:
    """Return a count with its noun in singular or plural: `1 unit`, `2 units`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
