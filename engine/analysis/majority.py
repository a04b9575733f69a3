"""What most tables of a project do: a convention binds only the projects that follow it."""

from collections.abc import Callable, Iterable
from functools import lru_cache

from pglast import ast

from engine.analysis.project_facts import ProjectFacts
from engine.catalog.model import Relation

# Fewer tables say nothing about a convention.
MIN_MEMBERS = 4
SHARE = 0.6


def follows(members: Iterable[object], holds: Callable[[object], bool]) -> bool:
    """Whether most of some things, and at least four, keep to a convention."""
    found = [bool(holds(each)) for each in members]
    return sum(found) >= MIN_MEMBERS and sum(found) / len(found) >= SHARE


@lru_cache(maxsize=2)
def own_tables(facts: ProjectFacts) -> tuple[Relation, ...]:
    """The tables that the project itself creates, partitions and children left out."""
    found = (facts.relation(name) for name in facts.tables)
    return tuple(each for each in found if each is not None and each.kind == "table" and not each.parents)


@lru_cache(maxsize=16)
def most_tables_have(facts: ProjectFacts, column: str) -> bool:
    """Whether most tables have a column whose name begins like this."""
    return follows(own_tables(facts), lambda table: has_column(table, column))


def has_column(table: object, column: str) -> bool:
    """Whether a table has a column whose name begins like this."""
    return isinstance(table, Relation) and any(each.name.startswith(column) for each in table.columns)


@lru_cache(maxsize=32)
def most_are_named(facts: ProjectFacts, kind: type[ast.Node], prefix: str) -> bool:
    """Whether most objects of a kind have a name with a prefix."""
    return follows(facts.names_of.get(kind, ()), lambda name: str(name).startswith(prefix))
