"""The gate at which a unit stopped on its way to a proved spec: reading, lift, spec, lowering, or the engine itself."""

from collections.abc import Mapping
from types import MappingProxyType

from engine.fault import Fault

_GATES: Mapping[str, str] = MappingProxyType(
    {"source": "reading", "plpgsql": "reading", "lift": "lift", "spec": "spec", "lower": "lowering"}
)
"""The gates by the room that a fault is of."""


def stopped_sentence(fault: Fault) -> str:
    """Return what stopped a unit, with the name of the gate."""
    gate = _GATES.get(fault.code.partition(".")[0], "engine")
    return f"Stopped by the {gate} gate: {fault.sentence}"
