"""Record the conversions of a SQL file."""

from collections.abc import Iterable

from jobs.job_order import JobOrder
from jobs.kinds.convert import KIND
from jobs.kinds.convert.convert_output import ConvertedUnit
from store.codebase import conversions, proved_specs, sources
from store.codebase.conversions import ConversionResult
from store.codebase.sources import SourceRow
from store.core.transaction import WriteTransaction


def record_conversions(
    tx: WriteTransaction, source: SourceRow, text: str, basis: str, units: Iterable[ConvertedUnit]
) -> tuple[int, tuple[JobOrder, ...]]:
    """Record the units, and order a proof of the spec files about changed ones; return how many changed."""
    results = [ConversionResult(unit.record, unit.record.sql(text), unit.proofs) for unit in units]
    changed = conversions.replace(tx, source.project, source.id, basis, results)
    specs = proved_specs.list_sources_about(tx, source.project, changed)
    return len(changed), tuple(_prove_again(spec, source) for spec in specs)


def _prove_again(spec: int, because: SourceRow) -> JobOrder:
    subject = sources.subject(spec)
    return JobOrder(KIND, because.project, subject, f"convert:{subject}:because:{because.id}:{because.revision}")
