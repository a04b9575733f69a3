"""A discovery: read the routines without a pattern, suggest what several of them share. A person decides on it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, cast

from engine.patterns.library.library_pattern import LibraryPattern
from engine.patterns.library.life_cycle import PatternState
from engine.patterns.library.seed_library import seed_patterns
from jobs.effects.discover_patterns.unexplained_units import list_unexplained
from jobs.job_effect import Applied, JobEffect
from jobs.job_kind import Payload, Result
from jobs.kinds.discover_patterns import KIND
from jobs.kinds.discover_patterns.discovery_contract import SuggestedPattern
from store import ReadView, WriteTransaction
from store.analysts import remarks
from store.analysts.remarks import AnalystRemark
from store.analysts.retrieval_choices import list_retrieval
from store.analysts.switches import list_disabled
from store.codebase import conversions
from store.codebase.conversion_row import ConversionRow
from store.core import journal, subjects
from store.core.errors import MissingError
from store.library import stored_patterns

DISCOVERER, PATTERN = "pattern_discoverer", "pattern"
SHOWN_UNITS = 5


def inputs(view: ReadView, subject: str) -> Payload:
    """Return the routines that no pattern explains, and the patterns that were stored."""
    project = subjects.project_from_subject(subject)[0]
    units, left_out = list_unexplained(view, project)
    return {
        "units": [each.to_json() for each in units],
        "left_out": left_out,
        "library": [each.body for each in stored_patterns.list_patterns(view)],
        "disabled": list_disabled(view, project),
        "retrieval": asdict(list_retrieval(view, project)[DISCOVERER]),
    }


def apply(tx: WriteTransaction, _subject: str, result: Result) -> Applied:
    """Suggest the new patterns; what the library has, in whatever state, stays as it is."""
    found = [SuggestedPattern.from_json(each) for each in cast(Sequence[Mapping[str, Any]], result["patterns"])]
    suggested = [each for each in found if _suggest(tx, each, str(result["model"]))]
    faults = [each.fault for each in suggested if each.fault]
    return Applied({
        "patterns": len(suggested),
        "units": sum(len(each.units) for each in suggested),
        "faults": len(faults),
        "sentence": next(iter(faults), ""),
        "left_out": result["left_out"],
    })  # fmt: skip


def _suggest(tx: WriteTransaction, found: SuggestedPattern, model: str) -> bool:
    pattern = LibraryPattern.from_json(found.pattern)
    is_known = any(each.id == pattern.id for each in seed_patterns()) or stored_patterns.find(tx, pattern.id)
    rows = [row for each in found.units if (row := _current(tx, each.conversion)) is not None]
    if is_known or not rows:
        return False
    names = ", ".join(row.name for row in rows[:SHOWN_UNITS])
    evidence = {"units": f"{len(rows)}: {names}", "reasons": ", ".join(found.triggers)}
    evidence |= {"model": model} if model and not found.fault else {}
    stored_patterns.add_version(
        tx, pattern.to_json(), pattern.digest, PatternState.SUGGESTED,
        author=journal.SYSTEM, reason="Discovered.", evidence=evidence,
    )  # fmt: skip
    text = f"One of {len(rows)} units that the suggested pattern {pattern.id} gives; decide on it in the library."
    for row in rows:
        remarks.replace(tx, row.id, row.sql, [AnalystRemark(DISCOVERER, PATTERN, text)], [DISCOVERER])
    return True


def _current(tx: WriteTransaction, conversion: int) -> ConversionRow | None:
    try:
        return conversions.get(tx, conversion)
    except MissingError:
        return None


EFFECT = JobEffect(KIND, inputs, apply)
