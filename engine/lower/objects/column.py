"""A field as the text of a column."""

from __future__ import annotations

import re
from collections.abc import Sequence

from engine.lower.clauses import clause, keyword
from engine.lower.literals import quote_literal
from engine.lower.objects.constraint import column_constraint_text, references_text
from engine.lower.objects.script_statement import join_words
from engine.lower.objects.sequence import OPTION_WORDS, option_text
from engine.lower.sql_text import in_parentheses
from engine.spec.document.field_type import enum_labels, ref_target
from engine.spec.model import ConstraintSpec, Field

_KEPT = {True: "STORED", False: "VIRTUAL"}


def column_text(field: Field, constraints: Sequence[ConstraintSpec]) -> str:
    """`name type …` with the constraints that are written after it."""
    labels, reference = enum_labels(field.type), ref_target(field.type)
    words = [field.name, stored_type(field), *_storage(field), *_value(field)]
    words += [column_constraint_text(constraint) for constraint in constraints]
    if labels:
        words.append(f"CHECK ({field.name} IN ({', '.join(quote_literal(label) for label in labels)}))")
    if reference:
        words.append(f"REFERENCES {referenced(*reference)}")
    if field.ref:
        words.append(references_text(field.ref, field.on_delete, field.on_update))
    return join_words(*words)


def stored_type(field: Field) -> str:
    """Return the SQL type behind a field's type."""
    if enum_labels(field.type):
        return "text"
    if ref_target(field.type):
        return "integer"
    return field.type


def referenced(schema: str | None, entity: str) -> str:
    """The table and key that `ref(schema.Entity)` means."""
    name = re.sub(r"(?<!^)(?=[A-Z])", "_", entity).lower()
    if schema:
        return f"{schema}.tb_{name} (pk_{name})"
    return f"tb_{name} (pk_{name})"


def _storage(field: Field) -> list[str]:
    pairs = (("STORAGE", field.storage), ("COMPRESSION", field.compression), ("COLLATE", field.collate))
    return [f"{word} {value}" for word, value in pairs if value]


def _value(field: Field) -> list[str]:
    words = [clause("CONSTRAINT", field.not_null_name), keyword("NOT NULL", not field.nullable)]
    if field.default is not None:
        words.append(f"DEFAULT {field.default}")
    if field.generated is not None:
        words.append(f"GENERATED ALWAYS AS {in_parentheses(field.generated)} {_KEPT[bool(field.stored)]}")
    if field.identity:
        options = " ".join(option_text(key, value) for key, value in field.sequence if key in OPTION_WORDS)
        words += [f"GENERATED {field.identity.upper()} AS IDENTITY", keyword(f"({options})", options)]
    return words
