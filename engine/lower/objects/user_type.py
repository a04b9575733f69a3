"""A type that the project defines."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lower.clauses import clause, keyword
from engine.lower.literals import quote_literal
from engine.lower.objects.comment import lower_comment, lower_owner
from engine.lower.objects.constraint import constraint_text
from engine.lower.objects.script_statement import LoweredStatement, Phase, build_statement, join_words, qualified_name
from engine.lower.sql_page import SqlPage
from engine.lower.sql_text import close_comment
from engine.spec.model import AttributeSpec, CompositeSpec, DomainSpec, EnumSpec, RangeSpec, SpecFile, UserTypeSpec


def lower_type(made: UserTypeSpec, spec: SpecFile) -> Iterator[LoweredStatement]:
    """CREATE TYPE or CREATE DOMAIN, with its comments."""
    match made:
        case EnumSpec() | RangeSpec():
            yield from _lower_plain(made, spec)
        case CompositeSpec():
            yield from _lower_composite(made, spec)
        case DomainSpec():
            yield from _lower_domain(made, spec)


def _lower_plain(made: EnumSpec | RangeSpec, spec: SpecFile) -> Iterator[LoweredStatement]:
    name = qualified_name(made.schema or spec.schema, made.name)
    if isinstance(made, EnumSpec):
        definition = f"ENUM ({', '.join(quote_literal(label) for label in made.enum)})"
    else:
        definition = f"RANGE ({', '.join(f'{key} = {value}' for key, value in made.range)})"
    yield build_statement(Phase.TYPE, [f"CREATE TYPE {name} AS {definition}"], made.note, (name,))
    yield from lower_owner(f"TYPE {name}", made.owner)
    yield from lower_comment(f"TYPE {name}", made.description)


def _lower_composite(made: CompositeSpec, spec: SpecFile) -> Iterator[LoweredStatement]:
    name = qualified_name(made.schema or spec.schema, made.name)
    page = SqlPage()
    page.note(made.note)
    page.add(f"CREATE TYPE {name} AS (")
    with page.indented():
        for attribute in made.composite:
            page.note(attribute.note)
            page.add(_attribute(attribute) + keyword(",", attribute is not made.composite[-1]))
    page.end(")")
    yield LoweredStatement(page.text, Phase.TYPE, (name,))
    yield from lower_owner(f"TYPE {name}", made.owner)
    yield from lower_comment(f"TYPE {name}", made.description)
    for attribute in made.composite:
        yield from lower_comment(f"COLUMN {name}.{attribute.name}", attribute.description)


def _attribute(attribute: AttributeSpec) -> str:
    return join_words(attribute.name, attribute.type, clause("COLLATE", attribute.collate))


def _lower_domain(made: DomainSpec, spec: SpecFile) -> Iterator[LoweredStatement]:
    name = qualified_name(made.schema or spec.schema, made.name)
    clauses = [f"CREATE DOMAIN {name} AS {close_comment(made.domain)}"]
    if made.collate:
        clauses.append(f"COLLATE {made.collate}")
    if made.default is not None:
        clauses.append(f"DEFAULT {close_comment(made.default)}")
    clauses += [constraint_text(constraint) for constraint in made.constraints]
    yield build_statement(Phase.TYPE, clauses, made.note, (name,))
    yield from lower_owner(f"DOMAIN {name}", made.owner)
    yield from lower_comment(f"DOMAIN {name}", made.description)
    for constraint in made.constraints:
        described = getattr(constraint, "description", None)
        yield from lower_comment(f"CONSTRAINT {constraint.name} ON DOMAIN {name}", described)
