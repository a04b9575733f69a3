"""The tables whose rows a statement handles without naming them: as the result of a routine, or as a column.

`SELECT * FROM f()` and `SELECT (x).* FROM u` get their columns from a type. If that is the type of a table, they get
every column that the table gains.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from engine.proof.scripts.effects import NONE, Effects, Names

_VIEWS = frozenset({"ViewStmt", "CreateTableAsStmt"})


@dataclass
class RowTypes:
    """The types that are written for each relation and routine; a view has those of what it names."""

    written: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    named: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    changed: frozenset[str] = frozenset()

    @classmethod
    def of(cls, effects: Sequence[Effects]) -> RowTypes:
        """Read the types of all statements, as far as one of these changes them."""
        found = cls(changed=frozenset(last for each in effects for _, last in each.changes))
        for each in effects:
            for _, last in each.makes | each.changes:
                found.written[last] |= {name for _, name in each.row_types}
                if each.kind in _VIEWS:
                    found.named[last] |= {name for _, name in each.uses}
        return found

    def behind(self, effects: Effects) -> Names:
        """Return the changed tables whose rows are behind the names of a statement."""
        if not self.changed:
            return NONE
        seen: set[str] = set()
        found = {last for _, name in effects.uses | effects.checked for last in self._types_of(name, seen)}
        return frozenset(("", last) for last in found if last in self.changed)

    def _types_of(self, name: str, seen: set[str]) -> Iterator[str]:
        waiting = [name]
        while waiting:
            each = waiting.pop()
            if each in seen:
                continue
            seen.add(each)
            types = self.written.get(each, set())
            yield from types
            waiting += [*types, *self.named.get(each, ())]
