"""Which relation or variable a name in a query means."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from engine.trial.stubs.relation_uses import RelationUses
from engine.trial.stubs.type_groups import Key

_SYSTEM = frozenset({"ctid", "xmin", "xmax", "cmin", "cmax", "tableoid", "oid"})


def likely_owner(relations: Sequence[str], column: str) -> str:
    """Return the relation whose name the column's begins with most, as `item_id` does with `item`; else the first."""
    return max(relations, key=lambda name: _shared_start(name.rpartition(".")[2], column))


def _shared_start(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


@dataclass
class RoutineVariables:
    """The variables of a routine: plain ones, records, and records that are rows of a relation."""

    plain: set[str] = field(default_factory=set)
    records: set[str] = field(default_factory=set)
    rows: dict[str, str] = field(default_factory=dict)

    def key(self, name: str) -> Key | None:
        """Return the key of a plain variable."""
        return ("variable", name) if name in self.plain else None

    def field_key(self, name: str, column: str, uses: RelationUses) -> Key | None:
        """Return the key of a field of a record."""
        if name in self.rows:
            return uses.column(self.rows[name], column)
        return ("field", name, column) if name in self.records else None


@dataclass(frozen=True)
class NameScope:
    """The relations of a query by their alias, and the query around it. An alias without a relation is derived."""

    uses: RelationUses
    variables: RoutineVariables
    known_columns: Mapping[str, frozenset[str]]
    outer: "NameScope | None" = None
    aliases: dict[str, str] = field(default_factory=dict)
    derived: frozenset[str] = frozenset()

    def inner(self, derived: frozenset[str] = frozenset()) -> "NameScope":
        """Return the scope of a query within this one."""
        return NameScope(self.uses, self.variables, self.known_columns, self, {}, self.derived | derived)

    def resolve(self, parts: tuple[str, ...]) -> Key | None:
        """Return what a column reference means; None for what is derived or not known."""
        if len(parts) == 1:
            return self.variables.key(parts[0]) or self._column(parts[0])
        if len(parts) == 2:
            return self._qualified(*parts)
        relation = ".".join(parts[-3:-1])
        return self.uses.column(relation, parts[-1]) if relation in self.aliases.values() else None

    def _qualified(self, qualifier: str, name: str) -> Key | None:
        for scope in self._outwards():
            if qualifier in scope.aliases:
                relation = scope.aliases[qualifier]
                return self.uses.column(relation, name) if relation else None
        return self.variables.field_key(qualifier, name, self.uses) or self.variables.key(name)

    def _column(self, name: str) -> Key | None:
        """Return the column of the innermost query that can have it; a relation that is not known may."""
        if name in _SYSTEM:
            return None
        for scope in self._outwards():
            relations = [each for each in scope.aliases.values() if each]
            for relation in relations:
                if name in self.known_columns.get(relation, ()):
                    return "column", relation, name
            if unknown := [each for each in relations if each not in self.known_columns]:
                derived = len(relations) < len(scope.aliases)
                return None if derived else self.uses.column(likely_owner(unknown, name), name)
        return None

    def _outwards(self) -> "Iterator[NameScope]":
        scope: NameScope | None = self
        while scope is not None:
            yield scope
            scope = scope.outer
