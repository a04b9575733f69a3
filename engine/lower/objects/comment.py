"""COMMENT ON and OWNER TO, which stand behind the object they speak of."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lower.literal import quoted
from engine.lower.objects.statement import Lowered, Phase, statement


def lower_comment(target: str, description: str | None) -> Iterator[Lowered]:
    """`COMMENT ON target IS '…'`, if there is a description."""
    if description is not None:
        yield statement(Phase.COMMENT, [f"COMMENT ON {target} IS {quoted(description)}"])


def lower_owner(target: str, owner: str | None) -> Iterator[Lowered]:
    """`ALTER target OWNER TO …`, if there is an owner."""
    if owner is not None:
        yield statement(Phase.GRANT, [f"ALTER {target} OWNER TO {owner}"])
