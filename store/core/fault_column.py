"""Faults as the JSON of a column, which is NULL where there is none."""

import json

from engine.fault import Fault


def fault_to_column(fault: Fault | None) -> str | None:
    """Return the JSON of a fault, None for none."""
    if fault is None:
        return None
    return json.dumps(fault.to_json())


def fault_from_column(text: str | None) -> Fault | None:
    """Return the fault that a column holds, None for none."""
    if text is None:
        return None
    return Fault.from_json(json.loads(text))
