"""The selected rows: some of them by their keys, or all that the list finds."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Selection:
    """`keys` are the selected rows; with `all`, those excluded from it."""

    keys: frozenset[Hashable] = frozenset()
    all: bool = False

    def __contains__(self, key: Hashable) -> bool:
        return (key in self.keys) is not self.all

    def __bool__(self) -> bool:
        return self.all or bool(self.keys)

    def toggled(self, key: Hashable) -> "Selection":
        """Return the selection with one row added, or removed if it was selected."""
        return replace(self, keys=self.keys ^ {key})

    def joined(self, keys: Iterable[Hashable]) -> "Selection":
        """Return the selection with these rows added."""
        if self.all:
            return replace(self, keys=self.keys - set(keys))
        return replace(self, keys=self.keys | set(keys))

    def count(self, total: int) -> int:
        """Return the number of selected rows in a list of this length."""
        if self.all:
            return total - len(self.keys)
        return len(self.keys)


NONE_SELECTED = Selection()
ALL_SELECTED = Selection(all=True)
