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
    from engine.retrieval.clones.find_clones import LEAST_NODES, compared_unit  # heavy, and only workers need it

    if not unit.is_routine or unit.fault is not None:
        return None
    try:
        found = compared_unit(unit)
    except RecursionError:  # nested too deeply: it has no copies that matter
        return None
    return CloneKey(unit.kind, unit.name, occurrence, found.form.key) if found.size >= LEAST_NODES else None
