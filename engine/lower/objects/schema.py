"""A schema of the database."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lower.clauses import clause, keyword
from engine.lower.objects.comment import lower_comment
from engine.lower.objects.script_statement import LoweredStatement, Phase, build_statement
from engine.spec.model import SchemaSpec, SpecFile


def lower_schema(schema: SchemaSpec, _spec: SpecFile) -> Iterator[LoweredStatement]:
    """CREATE SCHEMA, before everything that is in it."""
    clauses = [
        f"CREATE SCHEMA {keyword('IF NOT EXISTS ', schema.if_not_exists)}{schema.name}",
        clause("AUTHORIZATION", schema.owner),
    ]
    yield build_statement(Phase.GROUND, clauses, schema.note, (schema.name,))
    yield from lower_comment(f"SCHEMA {schema.name}", schema.description)
