"""The schema of a project, from its own DDL, with a record of what is unknown."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from engine.catalog.model import Column, Completeness, Domain, Enum, Relation, Signature

WORD = re.compile(r"[\w$]+")


@dataclass(frozen=True, slots=True)
class Catalog:
    """Facts by name. `named` holds the words of texts that may change a relation and were not understood."""

    relations: dict[str, Relation] = field(default_factory=dict)
    enums: dict[str, Enum] = field(default_factory=dict)
    domains: dict[str, Domain] = field(default_factory=dict)
    signatures: dict[str, Signature] = field(default_factory=dict)
    named: frozenset[str] = frozenset()

    def candidates(self, name: str, search_path: Sequence[str] = ()) -> tuple[Relation, ...]:
        """Return the relations that a name may mean: one, or, without a schema, each that may be found first."""
        if name in self.relations:
            exact = (self.relations[name],)
            if "." in name:
                return exact
            return (*exact, *self._homonyms(name))
        if "." in name:
            return ()
        on_path = (f"{schema}.{name}" for schema in search_path)
        first = next((self.relations[each] for each in on_path if each in self.relations), None)
        if first:
            return (first,)
        return tuple(self._homonyms(name))

    def _homonyms(self, name: str) -> Iterator[Relation]:
        return (each for key, each in self.relations.items() if key.endswith(f".{name}"))

    def gaps(self, relation: Relation) -> tuple[str, ...]:
        """Return why not every column of a relation is known; empty if all are."""
        found = [gap for each in self._family(relation) for gap in each.gaps]
        missing = [parent for each in self._family(relation) for parent in each.parents if parent not in self.relations]
        found += [f"its parent {parent} is not defined here" for parent in missing]
        if relation.name.rpartition(".")[2].lower() in self.named:
            found.append("it is mentioned in a text that was not understood or that builds statements")
        return tuple(dict.fromkeys(found))

    def columns(self, relation: Relation) -> tuple[Column, ...]:
        """Return all columns of a relation: its parents' first, overridden by its own."""
        found: dict[str, Column] = {}
        for each in reversed(list(self._family(relation))):
            found.update({column.name: column for column in each.columns})
        return tuple(found.values())

    def possible_columns(self, relation: Relation) -> frozenset[str]:
        """Return the names of all columns that a relation has or may still have."""
        former = (name for each in self._family(relation) for name in each.former)
        return frozenset((*(column.name for column in self.columns(relation)), *former))

    def _family(self, relation: Relation) -> Iterator[Relation]:
        """Return a relation and everything it inherits from, nearest first."""
        waiting, seen = [relation], {relation.name}
        while waiting:
            each = waiting.pop(0)
            yield each
            for parent in each.parents:
                if parent in self.relations and parent not in seen:
                    seen.add(parent)
                    waiting.append(self.relations[parent])

    def completeness(self, name: str, search_path: Sequence[str] = ()) -> Completeness:
        """Return how completely the relation behind a name is known."""
        found = self.candidates(name, search_path)
        if not found:
            return Completeness.UNKNOWN
        incomplete = any(self.gaps(each) for each in found)
        if incomplete:
            return Completeness.INCOMPLETE
        return Completeness.COMPLETE

    def digest(self, name: str, search_path: Sequence[str] = ()) -> str:
        """Return a fingerprint of everything known about a name; a change makes a conversion due again."""
        found = [(self.columns(each), self.gaps(each), each) for each in self.candidates(name, search_path)]
        return sha256(repr(found).encode()).hexdigest()

    def facts(self, search_path: Sequence[str] = ()) -> "CatalogFacts":
        """The questions of one conversion, under a search path; it remembers what was asked."""
        return CatalogFacts(self, tuple(search_path))


@dataclass(slots=True)
class CatalogFacts:
    """Answers about relations, with a record of what was asked."""

    catalog: Catalog
    search_path: tuple[str, ...] = ()
    asked: set[str] = field(default_factory=set)

    def relation(self, name: str) -> Completeness:
        """Return complete, incomplete or unknown."""
        self.asked.add(name)
        return self.catalog.completeness(name, self.search_path)

    def columns(self, relation: str) -> frozenset[str] | None:
        """Return every column of the relations that a name may mean; None unless all of them are complete."""
        if self.relation(relation) is not Completeness.COMPLETE:
            return None
        found = self.catalog.candidates(relation, self.search_path)
        return frozenset(name for each in found for name in self.catalog.possible_columns(each))

    def used(self) -> dict[str, str]:
        """Return the names that were asked for with their fingerprints: a part of the conversion's key."""
        return {name: self.catalog.digest(name, self.search_path) for name in sorted(self.asked)}


def words_from_texts(texts: Iterable[str]) -> frozenset[str]:
    """Return the words of some texts in lower case."""
    return frozenset(word for text in texts for word in WORD.findall(text.lower()))
