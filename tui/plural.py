"""Numbers with their nouns."""


def count_noun(count: int, noun: str) -> str:
    """Return a count with its noun in singular or plural: `1 unit`, `2 units`."""
    if count == 1:
        return f"{count} {noun}"
    return f"{count} {noun}s"
