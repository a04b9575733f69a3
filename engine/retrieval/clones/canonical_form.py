"""A unit with its names numbered: two units with equal forms are copies of each other.

Tables, columns and local names are numbered by their first use, each in a series of its own, so that renaming them
consistently changes nothing. Literals, operators, functions, types of the server and attributes stay: they decide.
What RAISE prints does not. The order of conditions, of the columns that UPDATE sets, and of operands that may be
swapped does not count.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from engine.retrieval.clones.server_types import is_server_type
from engine.retrieval.shape.fingerprint import hash_text
from engine.retrieval.shape.shape_node import ShapeNode, walk_shape

_UNORDERED = frozenset({"whereClause", "of", "of AND", "of OR", "UpdateStmt.targetList", ".targetList"})
_UNSAID = frozenset({"message", "option message", "option detail", "option hint"})
_KEPT_LOCALS = frozenset({
    "new", "old", "excluded", "found", "sqlerrm", "sqlstate", "tg_op", "tg_argv", "tg_table_name", "tg_when",
})  # fmt: skip
_KEPT_KINDS = ("call ", "NamedArgExpr", "raise ")  # their names are those of functions, parameters and conditions
_TYPE_ROLE = "names"  # the strings of a type; those of other nodes are columns
_KEPT_ROLES = frozenset({"operName"})

LOCAL = "local"
Name = tuple[str, str]  # the series, and the name as it is written


@dataclass(frozen=True)
class CanonicalForm:
    """`words` are the unit with numbers for names; `names` are what was numbered, in order."""

    words: tuple[str, ...]
    names: tuple[Name, ...]

    @cached_property
    def key(self) -> str:
        """A hash that copies share."""
        return hashlib.sha256("\x1f".join(self.words).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def canonical_form(nodes: Iterable[ShapeNode]) -> CanonicalForm:
    """Return the form of a unit's nodes."""
    numbering = _Numbering()
    words = tuple(word for node in nodes for word in numbering.words(node))
    return CanonicalForm(words, tuple(numbering.numbers))


@dataclass
class _Numbering:
    numbers: dict[Name, int] = field(default_factory=dict)
    parameters: list[str] = field(default_factory=list)

    def words(self, node: ShapeNode) -> Iterator[str]:
        """Yield a node and its parts, with numbers for names."""
        if node.kind.startswith("parameter "):
            self.parameters.append(node.own)
        yield node.kind
        yield from self._name(node)
        for part in self._ordered(node.parts):
            yield from self.words(part)
        yield ")"

    def _name(self, node: ShapeNode) -> Iterator[str]:
        bare = node.kind.rpartition("/")[2]
        if node.own:
            yield from self._local(node.own)
        if bare.startswith("local"):
            return
        if bare == "literal":
            yield "" if node.role in _UNSAID else node.name
        elif bare == "type":
            yield from self._type(node.name)
        elif bare == "name":
            yield self._string(node)
        elif bare.startswith(_KEPT_KINDS):
            yield node.name
        elif node.name:
            yield self._number("table" if bare == "table" else "column", node.name)

    def _string(self, node: ShapeNode) -> str:
        """A part of the name of a type, an operator or a column."""
        if node.role in _KEPT_ROLES or (node.role == _TYPE_ROLE and is_server_type(node.name)):
            return node.name
        return self._number("table" if node.role == _TYPE_ROLE else "column", node.name)

    def _local(self, written: str) -> Iterator[str]:
        """A variable and the fields after it; `$1` is the name of the first parameter."""
        first, *fields = written.split(".")
        if first.startswith("$") and first[1:].isdigit() and 0 < int(first[1:]) <= len(self.parameters):
            first = self.parameters[int(first[1:]) - 1] or first
        yield first if first in _KEPT_LOCALS else self._number(LOCAL, first)
        yield from (self._number("column", each) for each in fields)

    def _type(self, written: str) -> Iterator[str]:
        """The type of a variable: one of the server, a table, or that of a column."""
        name, is_copied, _ = written.partition("%")
        if not is_copied and is_server_type(name):
            yield written
            return
        path = name.strip().split(".")
        yield from (self._number("column" if at and is_copied else "table", each) for at, each in enumerate(path))

    def _ordered(self, parts: tuple[ShapeNode, ...]) -> Iterator[ShapeNode]:
        """Parts in an order that does not depend on how conditions and operands are arranged."""
        yield from (each for each in parts if each.role not in _UNORDERED)
        loose = (each for each in parts if each.role in _UNORDERED)
        yield from sorted(loose, key=lambda each: (each.role, _nameless(each), self._known_numbers(each)))

    def _known_numbers(self, node: ShapeNode) -> list[int]:
        """The numbers that the names of a part have so far: they decide between parts that are alike otherwise."""
        names = ((series, name) for each in walk_shape((node,)) for series, name in ((LOCAL, each.own), _series(each)))
        return [self.numbers.get(each, len(self.numbers)) for each in names]

    def _number(self, series: str, name: str) -> str:
        number = self.numbers.setdefault((series, name), len(self.numbers))
        return f"{series} {number}"


def _series(node: ShapeNode) -> Name:
    """The series in which the name of a node is numbered."""
    return ("table" if node.kind.endswith("table") else "column"), node.name


def _nameless(node: ShapeNode) -> int:
    """A hash of a node without the names that renaming may change."""
    bare = node.kind.rpartition("/")[2]
    said = node.name if bare == "literal" and node.role not in _UNSAID else ""
    loose = sorted(_nameless(each) for each in node.parts if each.role in _UNORDERED)
    fixed = [_nameless(each) for each in node.parts if each.role not in _UNORDERED]
    return hash_text(f"{node.kind} {said} {fixed} {loose}")
