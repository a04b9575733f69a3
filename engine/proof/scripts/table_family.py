"""What belongs to the tables of a script: their heirs, and the indexes and constraints that go where they go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from engine.proof.scripts.effects import Effects, Names

_TABLE = "CreateStmt"
_INHERITED = frozenset({"AlterTableStmt", "RenameStmt", "IndexStmt", "CreateTrigStmt"})
_MOVING = frozenset({"AlterObjectSchemaStmt"})


@dataclass
class TableFamily:
    """Heirs by the last name of their parent, for a whole script; members of each table up to a statement."""

    heirs: dict[str, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    members: dict[str, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, effects: Sequence[Effects]) -> TableFamily:
        """Read who inherits from whom; an ATTACH names both, and may be read either way."""
        family = cls()
        for each in effects:
            if each.kind == _TABLE:
                family.link(each.attaches, each.makes)
            elif len(each.changes) > 1 and each.kind == "AlterTableStmt":
                family.link(each.changes, each.changes)
        return family

    def link(self, parents: Names, heirs: Names) -> None:
        """Record heirs of each parent."""
        for _, last in parents:
            self.heirs[last] |= heirs

    def extended(self, effects: Effects) -> Effects:
        """Return the effects on the heirs of a table too, and on the names that go with it or are free again."""
        if effects.kind in _INHERITED and self.heirs:
            effects = replace(
                effects,
                changes=effects.changes | self._heirs(effects.changes),
                attaches=effects.attaches | self._heirs(effects.attaches),
                constrains=effects.constrains | self._heirs(effects.constrains),
            )
        if effects.removes or effects.kind in _MOVING:
            gone = {name for _, last in effects.changes for name in self.members.get(last, ())}
            return replace(effects, changes=effects.changes | gone)
        return effects

    def note(self, effects: Effects) -> None:
        """Remember what a statement adds to which tables."""
        for _, last in effects.attaches | effects.constrains | effects.changes | effects.makes:
            if effects.makes:
                self.members[last] |= effects.makes

    def _heirs(self, names: Names) -> Names:
        found: set[tuple[str, str]] = set()
        left = [last for _, last in names]
        while left:
            fresh = self.heirs.get(left.pop(), set()) - found
            found |= fresh
            left += [last for _, last in fresh]
        return frozenset(found)
