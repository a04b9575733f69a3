"""What belongs to the tables of a script: their heirs, and the indexes and constraints that go where they go."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from engine.proof.scripts.effects import HEIRS, NONE, Effects, Names

_TABLE = "CreateStmt"
_INHERITED = frozenset({"AlterTableStmt", "RenameStmt", "IndexStmt", "CreateTrigStmt"})
_MOVING = frozenset({"AlterObjectSchemaStmt"})
_GENERATED = re.compile(r"_(?:idx|key|pkey|excl|fkey)\d*\Z")
_KEPT = 24  # bytes of a table's name that a generated name surely keeps


def _starts(name: str) -> Iterator[str]:
    """Yield how the name of the table may begin that a generated name was made from."""
    yield name[:_KEPT]
    yield from (name[: found.start()] for found in re.finditer("_", name[:_KEPT]))


@dataclass
class TableFamily:
    """Tables that inherit from each other share a name, in whose place every change of a parent counts for all heirs.

    `family` has the shared name of each table, `parents` are those with heirs, `members` is what belongs to each table
    up to a statement.
    """

    family: dict[str, str] = field(default_factory=dict)
    parents: set[str] = field(default_factory=set)
    members: dict[str, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    _tables: dict[str, list[str]] = field(default_factory=dict)
    _by_start: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, effects: Sequence[Effects]) -> TableFamily:
        """Read who inherits from whom; an ATTACH names both, and may be read either way."""
        found = cls()
        for each in effects:
            parents = each.attaches if each.kind == _TABLE else NONE
            if each.kind == "AlterTableStmt" and len(each.changes) > 1:
                parents = each.changes
            found.parents |= {last for _, last in parents}
            if parents:
                found.join([last for _, last in parents | each.changes | each.makes])
        found._by_start = {table[:_KEPT]: family for table, family in found.family.items()}
        return found

    def join(self, tables: Sequence[str]) -> None:
        """Make one family of tables, each with its present one; the larger family keeps its name."""
        names = {self.family.get(table, table) for table in tables}
        largest = max(names, key=lambda name: len(self._tables.get(name, ())))
        for name in names:
            moved = self._tables.pop(name, [name]) if name != largest else [name]
            self._tables.setdefault(largest, []).extend(moved)
            self.family.update(dict.fromkeys(moved, largest))

    def extended(self, effects: Effects) -> Effects:
        """Return the effects on the heirs of a table too, and on the names that go with it or are free again."""
        if self.family:
            effects = self._with_family(effects)
        if effects.removes or effects.kind in _MOVING:
            gone = {name for _, last in effects.changes for name in self.members.get(last, ())}
            return replace(effects, changes=effects.changes | gone)
        return effects

    def _with_family(self, effects: Effects) -> Effects:
        known = replace(
            effects, uses=effects.uses | self._shared(effects.names), copies=self._copying(effects),
            resembles=self._resembled(effects),
        )  # fmt: skip
        if effects.kind not in _INHERITED:
            return known
        return replace(
            known,
            changes=effects.changes | self._of_parents(effects.changes),
            attaches=effects.attaches | self._of_parents(effects.attaches),
            constrains=effects.constrains | self._shared(effects.constrains),
        )

    def _copying(self, effects: Effects) -> Names:
        """Return the families whose tables get a copy of an index or a key, under a name that the server makes up."""
        touched = effects.attaches | effects.changes | effects.constrains
        return frozenset((HEIRS, self.family[last]) for _, last in touched if last in self.parents)

    def _resembled(self, effects: Effects) -> Names:
        """Return the families for whose tables the server may make up a name that this statement makes."""
        own = {self.family.get(last) for _, last in effects.makes} if effects.kind == _TABLE else set()
        made = (last for _, last in effects.makes if _GENERATED.search(last))
        found = {self._by_start.get(start) for name in made for start in _starts(name)}
        return frozenset((HEIRS, family) for family in found - own if family)

    def _shared(self, names: Names) -> Names:
        return frozenset((HEIRS, self.family[last]) for _, last in names if last in self.family)

    def _of_parents(self, names: Names) -> Names:
        return self._shared(frozenset(name for name in names if name[1] in self.parents))

    def note(self, effects: Effects) -> None:
        """Remember what a statement adds to which tables."""
        for _, last in effects.attaches | effects.constrains | effects.changes | effects.makes:
            if effects.makes:
                self.members[last] |= effects.makes
