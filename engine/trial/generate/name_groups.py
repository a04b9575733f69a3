"""Names that hold the same value: a variable that a column is selected into, or that is compared with it."""

from collections.abc import Iterable


class NameGroups:
    """Groups of names; joining two names joins their groups."""

    def __init__(self) -> None:
        self._parents: dict[str, str] = {}

    def root(self, name: str) -> str:
        """Return the first name of a name's group."""
        while name in self._parents:
            name = self._parents[name]
        return name

    def join(self, one: str, other: str) -> None:
        """Put two names into one group."""
        first, second = self.root(one), self.root(other)
        if first and second and first != second:
            self._parents[second] = first

    def members(self, name: str, names: Iterable[str]) -> tuple[str, ...]:
        """Return those of some names that are in the group of a name."""
        root = self.root(name)
        return tuple(each for each in names if self.root(each) == root)
