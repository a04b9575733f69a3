"""The keys that copies share, for the routines of a file."""

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine.source.unit import Unit


@dataclass(frozen=True, slots=True)
class CloneKey:
    """The key of a unit; `occurrence` counts earlier units of its name."""

    kind: str
    name: str
    occurrence: int
    key: str

    def to_json(self) -> dict[str, Any]:
        """Return the key as plain values."""
        return asdict(self)


def clone_key(unit: "Unit", occurrence: int) -> CloneKey | None:
    """Return the key of a routine; None for what is alike by accident."""
    from engine.retrieval.clones.canonical_form import canonical_form  # heavy, and only workers need it
    from engine.retrieval.clones.find_clones import LEAST_NODES
    from engine.retrieval.shape.shape_node import walk_shape
    from engine.retrieval.shape.unit_shape import unit_shapes

    if not unit.is_routine or unit.fault is not None:
        return None
    try:
        nodes = unit_shapes(unit)
        if sum(1 for _ in walk_shape(nodes)) < LEAST_NODES:
            return None
        return CloneKey(unit.kind, unit.name, occurrence, canonical_form(nodes).key)
    except RecursionError:  # nested too deeply: it has no copies that matter
        return None
