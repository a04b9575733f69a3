"""Kinds of units that define an object, and kinds that act on something, so that their name is not their own."""

# Only definitions are replaced by a later one of the same name; every other statement counts.
DEFINITION_KINDS = frozenset(
    {"function", "procedure", "table", "view", "materialized_view", "trigger", "type", "domain", "sequence", "index"}
    | {"policy", "foreign_table", "event_trigger", "aggregate", "rule"}
)
STATEMENT_KINDS = frozenset(
    ("data", "query", "set", "alter", "drop", "grant", "do", "call", "transaction", "statement", "psql")
)


def is_statement(kind: str, name: str) -> bool:
    """Return whether any number of units may have this kind and name, and none of them replaces another."""
    return not name or kind in STATEMENT_KINDS
