"""A conversion: read a file and what must be proved with it, record what the engine says."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, cast

from engine.unexpected import ENGINE_FAILED
from jobs.effects.convert.contradictions import HINT, check_units
from jobs.effects.convert.conversion_inputs import list_kept_texts, list_named_sql, list_script
from jobs.effects.convert.record_ahead import portions
from jobs.effects.convert.record_conversions import record_conversions
from jobs.effects.convert.record_spec import record_spec
from jobs.job_effect import Applied, CheckedResult, JobEffect
from jobs.job_kind import KindError, Payload, Result
from jobs.kinds.convert import KIND
from jobs.kinds.convert.convert_input import ConvertInput
from jobs.kinds.convert.convert_output import ConvertedUnit, ProvedUnit
from jobs.kinds.convert.engine_fingerprint import conversion_basis
from store import ReadView, WriteTransaction
from store.codebase import conversions, sources
from store.core import texts


def inputs(view: ReadView, subject: str) -> Payload:
    """Return the text, unless the same rules converted it before. A spec depends on SQL too, so it is always read."""
    source = sources.get(view, sources.id_from_subject(subject))
    given = ConvertInput(conversion_basis(source.text), source.path, source.kind)
    is_sql = source.kind == "sql"
    if source.text is None or (is_sql and conversions.get_basis(view, source.id) == given.basis):
        return given.to_json()
    text = texts.get(view, source.text)
    if is_sql:
        kept = list_kept_texts(view, source.id)
        return ConvertInput(given.basis, given.path, given.kind, text, kept=kept).to_json()
    if source.kind != "spec":
        return ConvertInput(given.basis, given.path, given.kind, text).to_json()
    sql, script = list_named_sql(view, source.project, text), list_script(view, source)
    return ConvertInput(given.basis, given.path, given.kind, text, sql=sql, script=script).to_json()


def apply(tx: WriteTransaction, subject: str, result: Result) -> Applied:
    """Record the units, unless nothing had to be done or the file has changed since."""
    source = sources.get(tx, sources.id_from_subject(subject))
    basis = conversion_basis(source.text)
    if source.text is None or result["basis"] != basis:
        return Applied({"outdated": True})
    if result["units"] is None:
        return Applied({"unchanged": True})
    found = cast(Sequence[Mapping[str, Any]], result["units"])
    if result["kind"] != source.kind:
        raise KindError("convert.contradiction", f"The worker converted {source.path} as another kind of file.", HINT)
    if source.kind == "spec":
        proved = list(map(ProvedUnit.from_json, found))
        orders = record_spec(tx, source, basis, proved)
        return Applied(_summary(proved), orders)
    units = list(map(ConvertedUnit.from_json, found))
    text = texts.get(tx, source.text)
    if not isinstance(result, CheckedResult):
        check_units(text, units)
    new, orders = record_conversions(tx, source, text, basis, units)
    return Applied({**_summary(units), "new": new}, orders)


def check(view: ReadView, subject: str, result: Result) -> None:
    """Refuse units that contradict themselves or the text that they were found in."""
    source = sources.get(view, sources.id_from_subject(subject))
    is_current = source.text is not None and result["basis"] == conversion_basis(source.text)
    if is_current and source.text is not None and source.kind == result["kind"] == "sql" and result["units"]:
        found = cast(Sequence[Mapping[str, Any]], result["units"])
        known = conversions.list_checked_texts(view, source.id)
        check_units(texts.get(view, source.text), map(ConvertedUnit.from_json, found), known)


def _summary(units: Sequence[ConvertedUnit | ProvedUnit]) -> Counter[str]:
    """Count the outcomes, and the units at which the engine itself failed."""
    failed = Counter("unexpected" for unit in units if unit.fault is not None and unit.fault.code in ENGINE_FAILED)
    return Counter(unit.outcome for unit in units) + failed


EFFECT = JobEffect(KIND, inputs, apply, portions, check)
