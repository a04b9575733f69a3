"""A detection: read a file, keep the patterns of its units, offer the specs that are folded."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from jobs.effects.detect.offer_folds import DETECTOR, offer_folds
from jobs.job_effect import Applied, JobEffect
from jobs.job_kind import Payload, Result
from jobs.kinds.detect import KIND
from jobs.kinds.detect.detect_contract import UnitMatch, detection_basis
from jobs.kinds.detect.fold_unit import FoldedUnit
from store import ReadView, WriteTransaction
from store.analysts.switches import list_disabled
from store.codebase import conversions, sources
from store.core import texts
from store.library import unit_clones, unit_patterns, unit_variables
from store.library.unit_patterns import UnitPattern
from store.library.unit_variables import UnitVariable


def inputs(view: ReadView, subject: str) -> Payload:
    """Return the text of a SQL file, unless the same detectors have seen it."""
    source = sources.get(view, sources.id_from_subject(subject))
    basis = detection_basis(source.text)
    is_known = unit_patterns.find_basis(view, source.id) == basis
    if source.text is None or source.kind != "sql" or is_known:
        return {"basis": basis, "path": source.path, "text": None}
    return {"basis": basis, "path": source.path, "text": texts.get(view, source.text)}


def apply(tx: WriteTransaction, subject: str, result: Result) -> Applied:
    """Keep the matches, unless nothing was to be done or the file has changed since."""
    source = sources.get(tx, sources.id_from_subject(subject))
    if result["matches"] is None:
        return Applied({"unchanged": True})
    if result["basis"] != detection_basis(source.text):
        return Applied({"outdated": True})
    ids = {(each.kind, each.name, each.occurrence): each.id for each in conversions.list_of_source(tx, source.id)}
    matches = map(UnitMatch.from_json, cast(Sequence[Mapping[str, Any]], result["matches"]))
    found = [_row(ids[key], each) for each in matches if (key := (each.kind, each.name, each.occurrence)) in ids]
    unit_patterns.replace_of_source(tx, source.id, source.project, str(result["basis"]), found)
    clones = cast(Sequence[Mapping[str, Any]], result["clones"])
    keys = {ids[key]: str(each["key"]) for each in clones if (key := _place(each)) in ids}
    unit_clones.replace_of_source(tx, source.id, source.project, keys)
    unit_variables.replace_of_source(tx, source.id, _variables(ids, result["variables"]))
    is_off = DETECTOR in list_disabled(tx, source.project)
    given = () if is_off else cast(Sequence[Mapping[str, Any]], result["folds"])
    folds = map(FoldedUnit.from_json, given)
    return Applied({"matches": len(found), "proposals": offer_folds(tx, ids, folds)})


def _variables(ids: Mapping[tuple[str, str, int], int], found: Any) -> dict[int, list[UnitVariable]]:  # noqa: ANN401 - JSON of a worker
    return {
        ids[kind, name, occurrence]: [UnitVariable(each, tuple(purposes), start) for each, purposes, start in variables]
        for kind, name, occurrence, variables in found
        if (kind, name, occurrence) in ids
    }


def _place(clone: Mapping[str, Any]) -> tuple[str, str, int]:
    return clone["kind"], clone["name"], clone["occurrence"]


def _row(conversion: int, match: UnitMatch) -> UnitPattern:
    return UnitPattern(conversion, match.pattern, match.strength, match.spans, match.parameters)


EFFECT = JobEffect(KIND, inputs, apply)
