"""Units that act on something instead of defining it, so that their name is not their own."""

STATEMENT_KINDS = frozenset(
    ("data", "query", "set", "alter", "drop", "grant", "do", "call", "transaction", "statement", "psql")
)


def is_statement(kind: str, name: str) -> bool:
    """Return whether any number of units may have this kind and name, and none of them replaces another."""
    return not name or kind in STATEMENT_KINDS
