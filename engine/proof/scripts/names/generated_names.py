"""The names that the server gives to indexes and constraints without one: they are taken for the whole schema."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pglast.enums import ConstrType

from engine.proof.ddl.table_form import named_columns
from engine.proof.ddl.tree_form import Parsed

_LONGEST = 63
_ENDS = {
    ConstrType.CONSTR_PRIMARY: "pkey", ConstrType.CONSTR_UNIQUE: "key", ConstrType.CONSTR_EXCLUSION: "excl",
    ConstrType.CONSTR_FOREIGN: "fkey", ConstrType.CONSTR_CHECK: "check",
}  # fmt: skip


def generated_name(table: str, columns: str, end: str) -> str:
    """Return `table_columns_end`, with the longer of both parts cut as the server does (its makeObjectName)."""
    one, other = table.encode(), columns.encode()
    room = _LONGEST - len(end.encode()) - 1 - bool(other)
    while len(one) + len(other) > room:
        if len(one) > len(other):
            one = one[:-1]
        else:
            other = other[:-1]
    parts = [part.decode(errors="ignore") for part in (one, other) if part]
    return "_".join([*parts, end])


def generated_index_name(node: Parsed) -> str:
    """Return the name of an index without one."""
    columns = [each.indexcolname or each.name or "expr" for each in node.indexParams or ()]
    return generated_name(node.relation.relname, "_".join(columns), "idx")


def generated_constraint_name(table: str, node: Parsed, columns: Sequence[str]) -> str:
    """Return the name of a constraint over these columns that has none of its own."""
    end = _ENDS.get(ConstrType(node.contype), "")
    if node.contype == ConstrType.CONSTR_CHECK:
        named = named_columns(node.raw_expr)
        columns = sorted(named) if len(named) == 1 else ()
    return generated_name(table, "_".join(columns), end)


def generated_column_names(table: str, column: str) -> Iterator[str]:
    """Yield what the server may make together with a column: a sequence, an index, constraints."""
    yield from (generated_name(table, column, end) for end in ("seq", "key", "check", "fkey"))
