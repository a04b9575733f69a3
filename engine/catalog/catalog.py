"""The schema of a project, from its own DDL; it knows what it does not know."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from engine.catalog.model import Column, Completeness, Domain, Enum, Relation, Signature

WORD = re.compile(r"[\w$]+")


@dataclass(frozen=True, slots=True)
class Catalog:
    """Facts by name. `named` are the words of texts that could change a relation and were not understood."""

    relations: dict[str, Relation] = field(default_factory=dict)
    enums: dict[str, Enum] = field(default_factory=dict)
    domains: dict[str, Domain] = field(default_factory=dict)
    signatures: dict[str, Signature] = field(default_factory=dict)
    named: frozenset[str] = frozenset()

    def candidates(self, name: str, search_path: Sequence[str] = ()) -> tuple[Relation, ...]:
        """The relations a name may mean: one, or without a schema each of that name that could be found first."""
        if name in self.relations:
            exact = (self.relations[name],)
            return exact if "." in name else (*exact, *self._homonyms(name))
        if "." in name:
            return ()
        on_path = (f"{schema}.{name}" for schema in search_path)
        first = next((self.relations[each] for each in on_path if each in self.relations), None)
        return (first,) if first else tuple(self._homonyms(name))

    def _homonyms(self, name: str) -> Iterator[Relation]:
        return (each for key, each in self.relations.items() if key.endswith(f".{name}"))

    def gaps(self, relation: Relation) -> tuple[str, ...]:
        """Why a relation is not known to the last column; empty where it is."""
        found = [gap for each in self._family(relation) for gap in each.gaps]
        missing = [parent for each in self._family(relation) for parent in each.parents if parent not in self.relations]
        found += [f"its parent {parent} is not defined here" for parent in missing]
        if relation.name.rpartition(".")[2].lower() in self.named:
            found.append("a text that was not understood, or that builds statements, names it")
        return tuple(dict.fromkeys(found))

    def columns(self, relation: Relation) -> tuple[Column, ...]:
        """All columns of a relation: those of its parents first, its own over them."""
        found: dict[str, Column] = {}
        for each in reversed(list(self._family(relation))):
            found.update({column.name: column for column in each.columns})
        return tuple(found.values())

    def _family(self, relation: Relation) -> Iterator[Relation]:
        """A relation and all it inherits from, nearest first."""
        waiting, seen = [relation], {relation.name}
        while waiting:
            each = waiting.pop(0)
            yield each
            for parent in each.parents:
                if parent in self.relations and parent not in seen:
                    seen.add(parent)
                    waiting.append(self.relations[parent])

    def completeness(self, name: str, search_path: Sequence[str] = ()) -> Completeness:
        """How far the relation that a name means is known."""
        found = self.candidates(name, search_path)
        if not found:
            return Completeness.UNKNOWN
        incomplete = any(self.gaps(each) for each in found)
        return Completeness.INCOMPLETE if incomplete else Completeness.COMPLETE

    def digest(self, name: str, search_path: Sequence[str] = ()) -> str:
        """A fingerprint of all that is known under a name, to tell whether a conversion must be done again."""
        found = [(self.columns(each), self.gaps(each), each) for each in self.candidates(name, search_path)]
        return sha256(repr(found).encode()).hexdigest()

    def facts(self, search_path: Sequence[str] = ()) -> "CatalogFacts":
        """What one conversion may ask, under a search path; it remembers what was asked."""
        return CatalogFacts(self, tuple(search_path))


@dataclass(slots=True)
class CatalogFacts:
    """Answers about relations, and the record of what they were about."""

    catalog: Catalog
    search_path: tuple[str, ...] = ()
    asked: set[str] = field(default_factory=set)

    def relation(self, name: str) -> Completeness:
        """Complete, incomplete or unknown."""
        self.asked.add(name)
        return self.catalog.completeness(name, self.search_path)

    def columns(self, relation: str) -> frozenset[str] | None:
        """Every column a name can stand for; None unless each relation it may mean is known to the last one."""
        if self.relation(relation) is not Completeness.COMPLETE:
            return None
        found = self.catalog.candidates(relation, self.search_path)
        return frozenset(column.name for each in found for column in self.catalog.columns(each))

    def used(self) -> dict[str, str]:
        """The facts that were asked for, each with its fingerprint: a part of what a conversion is keyed by."""
        return {name: self.catalog.digest(name, self.search_path) for name in sorted(self.asked)}


def words_from_texts(texts: Iterable[str]) -> frozenset[str]:
    """The words of some texts in lower case."""
    return frozenset(word for text in texts for word in WORD.findall(text.lower()))
