"""A node of a normal form: its kind, the name it has, and its parts."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple


class ShapeNode(NamedTuple):
    """`kind` is what alpha-renaming keeps; `name` is a table, column, function or literal.

    `own` is the name of something local, as a variable with its field: it does not say what code is for, but which uses
    mean the same.
    """

    kind: str
    name: str = ""
    parts: tuple["ShapeNode", ...] = ()
    own: str = ""

    @property
    def role(self) -> str:
        """What the node is for its parent."""
        return self.kind.rpartition("/")[0]

    def within(self, role: str) -> "ShapeNode":
        """Return the node as a part with a role, as the condition of an UPDATE."""
        return self._replace(kind=f"{role}/{self.kind}")


def walk_shape(nodes: Iterable[ShapeNode]) -> Iterator[ShapeNode]:
    """Yield nodes and all below them."""
    for node in nodes:
        yield node
        yield from walk_shape(node.parts)
