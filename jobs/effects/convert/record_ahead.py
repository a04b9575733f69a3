"""Record the units of a large file ahead of the job's end, some a transaction, so that others can write in between."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any, cast

from jobs.job_effect import CheckedResult, Portion
from jobs.job_kind import Result
from jobs.kinds.convert.convert_output import ConvertedUnit
from jobs.kinds.convert.engine_fingerprint import conversion_basis
from store.codebase import conversions, sources
from store.codebase.conversions import ConversionResult
from store.core import texts
from store.core.transaction import WriteTransaction

PORTION = 20  # units, which take some 20 ms


def portions(subject: str, result: Result) -> Iterator[Portion]:
    """Yield what records some units each; nothing for a file that is small enough to be recorded at once."""
    found = cast(Sequence[Mapping[str, Any]], result["units"] or ())
    if not isinstance(result, CheckedResult) or result["kind"] != "sql" or len(found) <= PORTION:
        return
    for start in range(0, len(found), PORTION):
        units = list(map(ConvertedUnit.from_json, found[start : start + PORTION]))
        yield partial(_record, subject=subject, basis=str(result["basis"]), units=units)


def _record(tx: WriteTransaction, subject: str, basis: str, units: Sequence[ConvertedUnit]) -> None:
    """Record units, unless the file has changed since: then another job is due."""
    source = sources.get(tx, sources.id_from_subject(subject))
    if source.kind != "sql" or source.text is None or conversion_basis(source.text) != basis:
        return
    text = texts.get(tx, source.text)
    results = [ConversionResult(unit.record, unit.record.sql(text), unit.proofs) for unit in units]
    conversions.record_ahead(tx, source.project, source.id, basis, results)
