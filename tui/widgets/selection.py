"""Which rows are chosen: some by name, or everything that the list finds. A value; each act gives another."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Selection:
    """`keys` are the chosen rows; with `all` those that are left out of everything."""

    keys: frozenset[Hashable] = frozenset()
    all: bool = False

    def __contains__(self, key: Hashable) -> bool:
        return (key in self.keys) is not self.all

    def __bool__(self) -> bool:
        return self.all or bool(self.keys)

    def toggled(self, key: Hashable) -> "Selection":
        """The other way round for one row."""
        return replace(self, keys=self.keys ^ {key})

    def joined(self, keys: Iterable[Hashable]) -> "Selection":
        """These rows too."""
        return replace(self, keys=self.keys - set(keys) if self.all else self.keys | set(keys))

    def count(self, total: int) -> int:
        """How many rows of a list of so many."""
        return total - len(self.keys) if self.all else len(self.keys)


NONE_SELECTED = Selection()
ALL_SELECTED = Selection(all=True)
