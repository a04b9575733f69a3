"""A constraint of a table or a domain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from pglast.enums import ConstrType

from engine.lift.objects.object_names import optional_identifier, quote_identifier, quote_identifiers, relation_name
from engine.lift.objects.unsupported_shape import UnsupportedShape, expect_only
from engine.spec.model import CheckSpec, ExcludeSpec, ForeignKeySpec, PrimaryKeySpec, UniqueSpec

if TYPE_CHECKING:
    from engine.lift.objects.ddl import Ddl, Piece
    from engine.lift.objects.parsed_node import Parsed

TableConstraint: TypeAlias = CheckSpec | ExcludeSpec | ForeignKeySpec | PrimaryKeySpec | UniqueSpec

ACTIONS = {"a": None, "r": "restrict", "c": "cascade", "n": "set null", "d": "set default"}
MATCHES = {"s": None, "f": "full", "p": "partial"}
WRITTEN_FOR_ALL = {
    "contype", "conname", "location", "deferrable", "initdeferred", "skip_validation", "initially_valid", "is_enforced",
}  # fmt: skip
INDEXED = {"keys", "including", "options", "indexname", "indexspace"}

_TIMES = {True: "deferred"}


def lift_constraint(ddl: Ddl, node: Parsed, piece: Piece, column: str | None = None) -> TableConstraint:
    """Return a constraint; `column` is the name of the column that it is written with."""
    lifter = LIFTERS.get(ConstrType(node.contype))
    if lifter is None:
        raise UnsupportedShape(f"{ConstrType(node.contype).name} is not a kind of constraint that SpecQL has")
    return lifter(ddl, node, piece, column)


def _common(node: Parsed) -> dict[str, Any]:
    return {
        "name": optional_identifier(node.conname),
        "deferrable": bool(node.deferrable) or None,
        "initially": _TIMES.get(bool(node.initdeferred)),
        "not_valid": bool(node.skip_validation),
    }


def _check(ddl: Ddl, node: Parsed, piece: Piece, _column: str | None) -> CheckSpec:
    expect_only(node, WRITTEN_FOR_ALL | {"raw_expr", "is_no_inherit"})
    _enforced(node)
    condition = ddl.parenthesised(ddl.find("CHECK", *piece) + 1)
    return CheckSpec(check=condition, no_inherit=bool(node.is_no_inherit), **_common(node))


def _primary_key(ddl: Ddl, node: Parsed, piece: Piece, column: str | None) -> PrimaryKeySpec:
    expect_only(node, WRITTEN_FOR_ALL | INDEXED)
    keys = (column,) if column else quote_identifiers(node.keys)
    return PrimaryKeySpec(primary_key=keys, **_indexed(ddl, node, piece), **_common(node))


def _unique(ddl: Ddl, node: Parsed, piece: Piece, column: str | None) -> UniqueSpec:
    expect_only(node, WRITTEN_FOR_ALL | INDEXED | {"nulls_not_distinct"})
    keys = (column,) if column else quote_identifiers(node.keys)
    distinct = bool(node.nulls_not_distinct) or None
    return UniqueSpec(unique=keys, nulls_not_distinct=distinct, **_indexed(ddl, node, piece), **_common(node))


def _indexed(ddl: Ddl, node: Parsed, piece: Piece) -> dict[str, Any]:
    return {
        "include": quote_identifiers(node.including),
        "with_": ddl.parenthesised(ddl.find("WITH", *piece) + 1) if node.options else None,
        "tablespace": optional_identifier(node.indexspace),
        **({"using_index": quote_identifier(node.indexname)} if node.indexname else {}),
    }


def _foreign_key(_ddl: Ddl, node: Parsed, _piece: Piece, column: str | None) -> ForeignKeySpec:
    known = {"fk_attrs", "pktable", "pk_attrs", "fk_matchtype", "fk_del_action", "fk_upd_action", "fk_del_set_cols"}
    expect_only(node, WRITTEN_FOR_ALL | known)
    _enforced(node)
    return ForeignKeySpec(
        foreign_key=(column,) if column else quote_identifiers(node.fk_attrs),
        references=references_text(node),
        match=MATCHES[node.fk_matchtype],
        on_delete=_on_delete(node),
        on_update=ACTIONS[node.fk_upd_action],
        **_common(node),
    )


def references_text(node: Parsed) -> str:
    """Return the target of a foreign key: `s.t (x)`."""
    columns = ", ".join(quote_identifiers(node.pk_attrs))
    return relation_name(node.pktable) + (f" ({columns})" if columns else "")


def _on_delete(node: Parsed) -> str | None:
    columns = ", ".join(quote_identifiers(node.fk_del_set_cols))
    action = ACTIONS[node.fk_del_action]
    if not columns:
        return action
    return f"{action} ({columns})"


def _exclude(ddl: Ddl, node: Parsed, piece: Piece, _column: str | None) -> ExcludeSpec:
    known = {"access_method", "exclusions", "where_clause", "including", "options", "indexspace"}
    expect_only(node, WRITTEN_FOR_ALL | known)
    keyword = ddl.find("EXCLUDE", *piece)
    using = ddl.name(keyword + 1) == "USING"
    opening = ddl.find("ASCII_40", keyword, piece.stop)
    first = keyword + 2 if using else opening
    where = ddl.parenthesised(ddl.find("WHERE", opening, piece.stop) + 1) if node.where_clause else None
    indexed = _indexed(ddl, node, _behind(ddl, opening, piece))
    return ExcludeSpec(exclude=ddl.slice(first, ddl.closing(opening) + 1), where=where, **indexed, **_common(node))


def _behind(ddl: Ddl, opening: int, piece: Piece) -> Piece:
    return piece._replace(first=ddl.closing(opening) + 1)


def _enforced(node: Parsed) -> None:
    if not node.is_enforced:
        raise UnsupportedShape("a constraint that is NOT ENFORCED")


LIFTERS = {
    ConstrType.CONSTR_CHECK: _check,
    ConstrType.CONSTR_PRIMARY: _primary_key,
    ConstrType.CONSTR_UNIQUE: _unique,
    ConstrType.CONSTR_FOREIGN: _foreign_key,
    ConstrType.CONSTR_EXCLUSION: _exclude,
}
