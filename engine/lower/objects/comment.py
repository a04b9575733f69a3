"""COMMENT ON and OWNER TO, which follow the object they are about."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lower.literals import quote_literal
from engine.lower.objects.script_statement import LoweredStatement, Phase, build_statement


def lower_comment(target: str, description: str | None) -> Iterator[LoweredStatement]:
    """`COMMENT ON target IS '…'`, if there is a description."""
    if description is not None:
        yield build_statement(Phase.COMMENT, [f"COMMENT ON {target} IS {quote_literal(description)}"])


def lower_owner(target: str, owner: str | None) -> Iterator[LoweredStatement]:
    """`ALTER target OWNER TO …`, if there is an owner."""
    if owner is not None:
        yield build_statement(Phase.GRANT, [f"ALTER {target} OWNER TO {owner}"])
