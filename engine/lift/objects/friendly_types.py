"""Friendlier types of a field, where type and constraint mean exactly that."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pglast.parser import scan

from engine.lift.objects.object_names import title_from_name
from engine.spec.document.field_type import enum_text, ref_text
from engine.spec.model import CheckSpec, ConstraintSpec, Field, ForeignKeySpec

if TYPE_CHECKING:
    from collections.abc import Sequence

WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")
REFERENCE = re.compile(r"(?:([a-z_][a-z0-9_]*)\.)?tb_([a-z0-9_]+) \(pk_([a-z0-9_]+)\)\Z")
ACTION_KEYS = {"on_delete", "on_update"}


def enum_field(column: Field, own: Sequence[ConstraintSpec], others: Sequence[ConstraintSpec]) -> Field | None:
    """`enum(a, b)`: text with one unnamed `CHECK (x IN ('a', 'b'))` and no second unnamed check of the same column."""
    checks = [constraint for constraint in own if isinstance(constraint, CheckSpec)]
    if column.type.lower() != "text" or len(checks) != 1:
        return None
    labels = _labels(column.name, checks[0].check)
    if not labels or checks[0] != CheckSpec(check=checks[0].check) or any(_mentions(column, other) for other in others):
        return None
    return replace(column, type=enum_text(labels))


def _labels(name: str, condition: str) -> list[str]:
    """Return the labels of `name IN ('a', 'b')`; none for any other condition."""
    tokens = [condition[token.start : token.end + 1] for token in scan(condition)]
    head, items, commas = tokens[:3], tokens[3:-1:2], tokens[4:-1:2]
    exact = [head[0], *(word.upper() for word in head[1:])] == [name, "IN", "("] and tokens[-1] == ")"
    words = [item[1:-1] for item in items if item.startswith("'") and WORD.match(item[1:-1])]
    if exact and len(words) == len(items) and set(commas) <= {","} and len(tokens) % 2:
        return words
    return []


def _mentions(column: Field, constraint: ConstraintSpec) -> bool:
    if not isinstance(constraint, CheckSpec) or constraint.name:
        return False
    texts = (constraint.check[token.start : token.end + 1] for token in scan(constraint.check))
    return column.name in {text.lower() for text in texts}


def reference_field(column: Field, key: ForeignKeySpec) -> Field | None:
    """Return the field of a column with one unnamed REFERENCES: `ref(schema.Entity)`, or the long form."""
    plain = ForeignKeySpec(
        foreign_key=key.foreign_key, references=key.references, on_delete=key.on_delete, on_update=key.on_update
    )
    if key != plain or column.ref:
        return None
    entity = _entity(key.references)
    if entity and column.type.lower() == "integer" and column.name.startswith("fk_") and _acts_on_nothing(key):
        return replace(column, type=ref_text(*entity))
    return replace(column, ref=key.references, on_delete=key.on_delete, on_update=key.on_update)


def _acts_on_nothing(key: ForeignKeySpec) -> bool:
    return key.on_delete is None and key.on_update is None


def _entity(references: str) -> tuple[str | None, str] | None:
    """Return the schema and the entity of `sales.tb_order (pk_order)`, if the names follow this pattern."""
    found = REFERENCE.match(references)
    if not found or found[2] != found[3]:
        return None
    entity = title_from_name(found[2])
    if snake_case(entity) != found[2]:
        return None
    return found[1], entity


def snake_case(entity: str) -> str:
    """Return `order_line` for OrderLine."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", entity).lower()
