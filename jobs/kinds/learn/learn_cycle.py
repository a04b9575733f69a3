"""Run one cycle of learning over what the daemon hands over."""

import base64
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from jobs.job_kind import Payload, Result
from jobs.kinds.convert.engine_fingerprint import fingerprint_of_kind
from jobs.kinds.learn.signing_key import signing_key

if TYPE_CHECKING:
    from engine.triage.learning_state import LearningState
    from engine.triage.logged_event import LoggedEvent


def run(payload: Payload) -> Result:
    """Return the report of a cycle and the scores of a page of units; nothing where nothing changed."""
    if payload["events"] is None:
        return {"basis": payload["basis"], "report": None, "refused": ""}
    from engine.triage.learning_cycle import cycle_report  # loads River
    from engine.triage.sealed_snapshot import SnapshotRefusedError
    from engine.triage.unit_score import WaitingUnit, score_unit

    key = signing_key()
    try:
        state, snapshots = _folded(payload, key)
    except SnapshotRefusedError as error:
        return {"basis": payload["basis"], "report": None, "refused": str(error)}
    waiting = [WaitingUnit(**unit) for unit in _rows(payload["waiting"])]
    return {
        "basis": payload["basis"],
        "refused": "",
        "report": cycle_report(state, cast(int, payload["waiting_total"])).to_json(),
        "scores": [score_unit(state, unit).to_json() for unit in waiting],
        "page": payload["page"],
        "snapshots": snapshots,
    }


def _folded(payload: Payload, key: bytes | None) -> "tuple[LearningState, list[tuple[int, str]]]":
    from engine.triage.learning_state import LearningState
    from engine.triage.logged_event import LoggedEvent
    from engine.triage.sealed_snapshot import SnapshotRefusedError, unseal

    state = LearningState()
    if payload["snapshot"] is not None:
        if key is None:
            raise SnapshotRefusedError("This machine has no key to read the snapshot with.")
        state = unseal(_decoded(cast(str, payload["snapshot"])), key, _code())
    return state, _fold_and_seal(state, (LoggedEvent(**row) for row in _rows(payload["events"])), key)


def _fold_and_seal(state: "LearningState", rows: "Iterable[LoggedEvent]", key: bytes | None) -> list[tuple[int, str]]:
    """Fold the rows into the state; return a sealed snapshot for each 500 events, with the number of its last one."""
    from engine.triage.learning_state import fold
    from engine.triage.logged_event import learning_events
    from engine.triage.sealed_snapshot import EVERY, seal

    snapshots = []
    for row in rows:
        before = state.events // EVERY
        fold(learning_events(row), state)
        if key is not None and state.events // EVERY > before:
            snapshots.append((state.seq, base64.b64encode(seal(state, key, _code())).decode()))
    return snapshots


def _decoded(sealed: str) -> bytes:
    """Return the bytes of a snapshot; what a worker reported need not be base64."""
    from engine.triage.sealed_snapshot import SnapshotRefusedError

    try:
        return base64.b64decode(sealed, validate=True)
    except ValueError as error:
        raise SnapshotRefusedError("The snapshot is damaged.") from error


def _code() -> str:
    """Return the fingerprint of the fold: a state that other code made is folded again."""
    return fingerprint_of_kind(Path(__file__).parent)


def _rows(value: object) -> Sequence[Mapping[str, Any]]:
    return cast(Sequence[Mapping[str, Any]], value)
