"""A source becomes units: what the file holds, split by the engine."""

from collections.abc import Mapping
from typing import Any, cast

from jobs.kinds.desk import FoundUnit, Reading, Writing
from jobs.kinds.kind import JobKind, JobQueue, Payload, Result


def inputs(reading: Reading, subject: str) -> Payload:
    """The text as it is now; a file of specs or one that is gone has no SQL to split."""
    source = reading.source(subject)
    text = source.text if source.kind == "sql" else None
    return {"text": text, "path": source.path, "hash": source.hash}


def run(payload: Payload) -> Result:
    """Split the text; what does not parse is a unit with an error, so nothing of the file is lost."""
    if payload["text"] is None:
        return {"units": [], "hash": payload["hash"]}
    from engine.source.split_file import split  # heavy, and only workers run

    found = split(str(payload["text"]), str(payload["path"]))
    units = [_wired(unit) for unit in found.units]
    if found.fault is not None:
        units.append({"kind": "file", "name": str(payload["path"]), "language": "", "start": 0, "stop": 0})
        units[-1]["error"] = _error(found.fault)
    return {"units": units, "hash": payload["hash"]}


def apply(writing: Writing, subject: str, result: Result) -> Result:
    """Record the units, unless the file has changed since: then a newer scan is on its way."""
    source = writing.source(subject)
    if source.text is None or source.hash != result["hash"]:
        return {"outdated": True}
    units = [_found(source.text, unit) for unit in cast(list[Mapping[str, Any]], result["units"])]
    writing.record_units(subject, source.hash or "", units)
    return {"units": len(units), "errors": sum(unit.error is not None for unit in units)}


def _wired(unit: Any) -> dict[str, object]:  # noqa: ANN401  engine.source's Unit, which is imported lazily
    return {
        "kind": unit.kind,
        "name": unit.name,
        "language": unit.language,
        "start": unit.span.start,
        "stop": unit.span.end,
        "error": None if unit.fault is None else _error(unit.fault),
    }


def _error(error: Any) -> list[str]:  # noqa: ANN401  engine's Fault
    return [error.code, error.sentence, error.hint]


def _found(text: str, unit: Mapping[str, Any]) -> FoundUnit:
    start, stop = unit["start"], unit["stop"]
    error = None if unit["error"] is None else tuple(unit["error"])
    return FoundUnit(unit["kind"], unit["name"], unit["language"], start, stop, text[start:stop], error)


KIND = JobKind("scan", JobQueue.CPU, inputs, run, apply, timeout=120.0, follows=("convert",))
