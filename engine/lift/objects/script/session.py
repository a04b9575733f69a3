"""Statements that run once and leave no object: queries, transactions and settings of the session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.lift.objects.element_notes import whole_note
from engine.lift.objects.script.statement_words import after_name, after_words, word_at
from engine.lift.objects.unsupported_shape import UnsupportedShape
from engine.spec.model import QuerySpec, SettingSpec, TransactionSpec

if TYPE_CHECKING:
    from engine.lift.objects.ddl import Ddl
    from engine.lift.objects.parsed_node import Parsed

_SIGNS = {"=", "to"}


def lift_query(ddl: Ddl, _node: Parsed) -> QuerySpec:
    """Lift a query that runs once."""
    return QuerySpec(query=ddl.slice(0, ddl.end), note=whole_note(ddl))


def lift_transaction(ddl: Ddl, _node: Parsed) -> TransactionSpec:
    """Lift BEGIN, COMMIT and others."""
    return TransactionSpec(transaction=ddl.slice(0, ddl.end), note=whole_note(ddl))


def lift_setting(ddl: Ddl, node: Parsed) -> SettingSpec:
    """Lift SET of a variable; SESSION is the default."""
    name_at = after_words(ddl, after_words(ddl, 1, "local"), "session")
    sign = after_name(ddl, name_at)
    if word_at(ddl, sign) not in _SIGNS or sign + 1 >= ddl.end:
        raise UnsupportedShape("a setting of the session")
    return SettingSpec(
        set=ddl.slice(name_at, sign),
        to=ddl.slice(sign + 1, ddl.end),
        local=bool(node.is_local),
        note=whole_note(ddl),
    )
