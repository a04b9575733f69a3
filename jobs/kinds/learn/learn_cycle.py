"""Run one cycle of learning over what the daemon hands over."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from jobs.job_kind import Payload, Result


def run(payload: Payload) -> Result:
    """Return the report of a cycle; nothing where nothing changed since the last one."""
    if payload["labels"] is None:
        return {"basis": payload["basis"], "report": None}
    from engine.triage.learning_cycle import ReviewLabel, WaitingUnit, run_cycle  # loads River

    labels = [ReviewLabel(**label) for label in _rows(payload["labels"])]
    waiting = [WaitingUnit(**unit) for unit in _rows(payload["waiting"])]
    return {"basis": payload["basis"], "report": run_cycle(labels, waiting).to_json()}


def _rows(value: object) -> Sequence[Mapping[str, Any]]:
    return cast(Sequence[Mapping[str, Any]], value)
