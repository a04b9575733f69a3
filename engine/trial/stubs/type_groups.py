"""Columns and variables that have one type, because the routine compares them or assigns one to the other."""

from dataclasses import dataclass, field

Key = tuple[str, ...]  # ("column", relation, name), ("variable", name), ("field", record, name)


@dataclass
class TypeGroups:
    """Groups of keys. A declared type beats one that a constant or an operator suggests."""

    _parents: dict[Key, Key] = field(default_factory=dict)
    _declared: dict[Key, str] = field(default_factory=dict)
    _suggested: dict[Key, str] = field(default_factory=dict)

    def unite(self, one: Key, other: Key) -> None:
        """Note that two keys have the same type."""
        first, second = self._root(one), self._root(other)
        if first == second:
            return
        self._parents[second] = first
        for known in (self._declared, self._suggested):
            if second in known:
                known.setdefault(first, known.pop(second))

    def declare(self, key: Key, type_name: str) -> None:
        """Note the type that a declaration or a cast gives."""
        self._declared.setdefault(self._root(key), type_name)

    def suggest(self, key: Key, type_name: str) -> None:
        """Note a type that fits how a key is used."""
        self._suggested.setdefault(self._root(key), type_name)

    def type_of(self, key: Key) -> str:
        """Return the type of a key; empty where nothing is known."""
        root = self._root(key)
        return self._declared.get(root) or self._suggested.get(root, "")

    def _root(self, key: Key) -> Key:
        while key in self._parents:
            key = self._parents[key]
        return key
