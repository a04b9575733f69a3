"""A type of the project's own."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lower.literal import quoted
from engine.lower.objects.comment import lower_comment, lower_owner
from engine.lower.objects.constraint import constraint_text
from engine.lower.objects.statement import Lowered, Phase, qualified, statement
from engine.lower.page import Page
from engine.lower.sql_text import closed
from engine.spec.model import Attribute, Composite, Domain, Enum, Range, SpecFile, UserType


def lower_type(made: UserType, spec: SpecFile) -> Iterator[Lowered]:
    """CREATE TYPE or CREATE DOMAIN, with its comments."""
    match made:
        case Enum() | Range():
            yield from _lower_plain(made, spec)
        case Composite():
            yield from _lower_composite(made, spec)
        case Domain():
            yield from _lower_domain(made, spec)


def _lower_plain(made: Enum | Range, spec: SpecFile) -> Iterator[Lowered]:
    name = qualified(made.schema or spec.schema, made.name)
    if isinstance(made, Enum):
        said = f"ENUM ({', '.join(quoted(label) for label in made.enum)})"
    else:
        said = f"RANGE ({', '.join(f'{key} = {value}' for key, value in made.range)})"
    yield statement(Phase.TYPE, [f"CREATE TYPE {name} AS {said}"], made.note, (name,))
    yield from lower_owner(f"TYPE {name}", made.owner)
    yield from lower_comment(f"TYPE {name}", made.description)


def _lower_composite(made: Composite, spec: SpecFile) -> Iterator[Lowered]:
    name = qualified(made.schema or spec.schema, made.name)
    page = Page()
    page.note(made.note)
    page.add(f"CREATE TYPE {name} AS (")
    with page.indented():
        for attribute in made.composite:
            page.note(attribute.note)
            page.add(_attribute(attribute) + ("" if attribute is made.composite[-1] else ","))
    page.end(")")
    yield Lowered(page.text, Phase.TYPE, (name,))
    yield from lower_owner(f"TYPE {name}", made.owner)
    yield from lower_comment(f"TYPE {name}", made.description)
    for attribute in made.composite:
        yield from lower_comment(f"COLUMN {name}.{attribute.name}", attribute.description)


def _attribute(attribute: Attribute) -> str:
    collate = f" COLLATE {attribute.collate}" if attribute.collate else ""
    return f"{attribute.name} {attribute.type}{collate}"


def _lower_domain(made: Domain, spec: SpecFile) -> Iterator[Lowered]:
    name = qualified(made.schema or spec.schema, made.name)
    clauses = [f"CREATE DOMAIN {name} AS {closed(made.domain)}"]
    if made.collate:
        clauses.append(f"COLLATE {made.collate}")
    if made.default is not None:
        clauses.append(f"DEFAULT {closed(made.default)}")
    clauses += [constraint_text(constraint) for constraint in made.constraints]
    yield statement(Phase.TYPE, clauses, made.note, (name,))
    yield from lower_owner(f"DOMAIN {name}", made.owner)
    yield from lower_comment(f"DOMAIN {name}", made.description)
    for constraint in made.constraints:
        described = getattr(constraint, "description", None)
        yield from lower_comment(f"CONSTRAINT {constraint.name} ON DOMAIN {name}", described)
