"""A scan: read the text of a source, record its units."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from jobs.job_effect import Applied, JobEffect
from jobs.job_kind import KindError, Payload, Result
from jobs.kinds.scan import KIND
from jobs.kinds.scan.found_unit import FoundUnit
from store import ReadView, WriteTransaction
from store.codebase import sources, units
from store.codebase.units import UnitRow
from store.core import texts


def inputs(view: ReadView, subject: str) -> Payload:
    """Return the current text; a spec file, or a file that is gone, has no SQL to split."""
    source = sources.get(view, sources.id_from_subject(subject))
    text = texts.get(view, source.text) if source.kind == "sql" and source.text is not None else None
    return {"text": text, "path": source.path, "hash": source.text}


def apply(tx: WriteTransaction, subject: str, result: Result) -> Applied:
    """Record the units, unless the file has changed since: then a newer scan is due."""
    source = sources.get(tx, sources.id_from_subject(subject))
    if source.text is None or source.text != result["hash"]:
        return Applied({"outdated": True})
    text = texts.get(tx, source.text)
    found = [FoundUnit.from_json(unit) for unit in cast(Sequence[Mapping[str, Any]], result["units"])]
    if not all(0 <= unit.start <= unit.stop <= len(text) for unit in found):
        raise KindError("scan.contradiction", f"A worker found units outside of {source.path}.", "Look at the worker.")
    units.replace(tx, source.id, source.text, [_unit_row(tx, text, unit) for unit in found])
    return Applied({"units": len(found), "errors": sum(unit.fault is not None for unit in found)})


def _unit_row(tx: WriteTransaction, text: str, unit: FoundUnit) -> UnitRow:
    digest = texts.save(tx, text[unit.start : unit.stop])
    return UnitRow(unit.kind, unit.name, unit.language, unit.start, unit.stop, digest, unit.fault)


EFFECT = JobEffect(KIND, inputs, apply)
