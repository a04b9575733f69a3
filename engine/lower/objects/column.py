"""A field as the text of a column."""

from __future__ import annotations

import re
from collections.abc import Sequence

from engine.lower.literals import quote_literal
from engine.lower.objects.constraint import column_constraint_text, references_text
from engine.lower.objects.sequence import OPTION_WORDS, option_text
from engine.lower.sql_text import in_parentheses
from engine.spec.document.field_type import enum_labels, ref_target
from engine.spec.model import ConstraintSpec, Field


def column_text(field: Field, constraints: Sequence[ConstraintSpec]) -> str:
    """`name type …` with the constraints that stand with it."""
    labels, reference = enum_labels(field.type), ref_target(field.type)
    words = [field.name, "text" if labels else "integer" if reference else field.type]
    words += [*_storage(field), *_value(field)]
    words += [column_constraint_text(constraint) for constraint in constraints]
    if labels:
        words.append(f"CHECK ({field.name} IN ({', '.join(quote_literal(label) for label in labels)}))")
    if reference:
        words.append(f"REFERENCES {referenced(*reference)}")
    if field.ref:
        words.append(references_text(field.ref, field.on_delete, field.on_update))
    return " ".join(words)


def referenced(schema: str | None, entity: str) -> str:
    """The table and key that `ref(schema.Entity)` stands for."""
    name = re.sub(r"(?<!^)(?=[A-Z])", "_", entity).lower()
    return f"{schema}.tb_{name} (pk_{name})" if schema else f"tb_{name} (pk_{name})"


def _storage(field: Field) -> list[str]:
    pairs = (("STORAGE", field.storage), ("COMPRESSION", field.compression), ("COLLATE", field.collate))
    return [f"{word} {value}" for word, value in pairs if value]


def _value(field: Field) -> list[str]:
    words = [] if field.nullable else ["NOT NULL"]
    if field.default is not None:
        words.append(f"DEFAULT {field.default}")
    if field.generated is not None:
        kind = "STORED" if field.stored else "VIRTUAL"
        words.append(f"GENERATED ALWAYS AS {in_parentheses(field.generated)} {kind}")
    if field.identity:
        options = " ".join(option_text(key, value) for key, value in field.sequence if key in OPTION_WORDS)
        words.append(f"GENERATED {field.identity.upper()} AS IDENTITY" + (f" ({options})" if options else ""))
    return words
