"""What a routine uses of the relations around it."""

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass
class RelationUse:
    """A relation by its name as written, its columns in order of use, and the keys that ON CONFLICT needs."""

    schema: str
    name: str
    columns: dict[str, None] = field(default_factory=dict)
    keys: dict[tuple[str, ...], None] = field(default_factory=dict)

    def add(self, names: Iterable[str]) -> None:
        """Note columns."""
        self.columns |= dict.fromkeys(names)


@dataclass
class RelationUses:
    """All relations, by `schema.name` or `name`, and the names of sequences and of called functions."""

    relations: dict[str, RelationUse] = field(default_factory=dict)
    sequences: dict[str, None] = field(default_factory=dict)
    functions: dict[str, None] = field(default_factory=dict)

    def relation(self, schema: str | None, name: str) -> str:
        """Note a relation and return its key."""
        key = f"{schema}.{name}" if schema else name
        self.relations.setdefault(key, RelationUse(schema or "", name))
        return key

    def column(self, relation: str, name: str) -> tuple[str, str, str]:
        """Note a column and return its key."""
        if relation in self.relations:
            self.relations[relation].add([name])
        return "column", relation, name
