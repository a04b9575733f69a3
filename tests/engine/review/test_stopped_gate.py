"""A unit that fails a gate stops there, and the gate is named."""

import pytest

from engine.fault import Fault
from engine.review.stopped_gate import stopped_sentence


@pytest.mark.parametrize(
    ("code", "gate"),
    [
        ("source.nul", "reading"),
        ("plpgsql.depth", "reading"),
        ("lift.too_deep", "lift"),
        ("spec.unknown_key", "spec"),
        ("lower.unlowerable", "lowering"),
        ("engine.memory", "engine"),
    ],
)
def test_the_gate_follows_from_the_room_of_the_fault(code: str, gate: str) -> None:
    assert stopped_sentence(Fault(code, "It fails.")) == f"Stopped by the {gate} gate: It fails."
