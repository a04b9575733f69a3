"""An enhancement: read the proved routines of a file, offer what was proved of the analysts' changes, keep the rest."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from jobs.job_effect import Applied, JobEffect
from jobs.job_kind import Payload, Result
from jobs.kinds.enhance import KIND
from jobs.kinds.enhance.enhance_contract import EnhancedUnit, FoundProposal, UnitToEnhance
from store import ReadView, WriteTransaction
from store.analysts import remarks
from store.analysts.remarks import AnalystRemark
from store.codebase import conversions, sources
from store.codebase.conversion_row import ConversionRow
from store.core import texts
from store.core.errors import MissingError
from store.review import proposals, reviews
from store.review.proposals import NewProposal

ROUTINES = frozenset({"function", "procedure"})
PROVED = "proved"


def inputs(view: ReadView, subject: str) -> Payload:
    """Return the routines of a file that are proved and that nobody has approved."""
    source = sources.get(view, sources.id_from_subject(subject))
    return {"units": [each.to_json() for each in _units(view, source.id)]}


def apply(tx: WriteTransaction, _subject: str, result: Result) -> Applied:
    """Offer the proved changes of units whose SQL is still the same."""
    found = map(EnhancedUnit.from_json, cast(Sequence[Mapping[str, Any]], result["units"]))
    counts: Counter[str] = Counter()
    for unit in found:
        counts.update(_keep(tx, unit))
    return Applied(counts)


def _units(view: ReadView, source: int) -> Iterator[UnitToEnhance]:
    for row in conversions.list_of_source(view, source):
        if row.kind not in ROUTINES or row.verdict != PROVED or row.sql is None:
            continue
        review = reviews.get(view, row.id)
        if review.standing.approved is None and review.spec is not None:
            sql, spec = texts.get(view, row.sql), texts.get(view, review.spec)
            yield UnitToEnhance(row.id, row.kind, row.name, sql, row.sql, spec)


def _keep(tx: WriteTransaction, unit: EnhancedUnit) -> dict[str, int]:
    """Keep what came of one unit; return the counts for the job's summary."""
    row = _current(tx, unit)
    if row is None:
        return {"outdated": 1}
    for proposal in unit.proposals:
        if proposal.verdict == PROVED:
            _offer(tx, unit, proposal)
    said = [AnalystRemark(each.analyst, each.kind, each.text, each.lines) for each in unit.remarks]
    remarks.replace(tx, row.id, unit.sql_hash, said)
    return {"proposals": len(unit.proposals), "remarks": len(unit.remarks), "faults": len(unit.faults), "units": 1}


def _current(tx: WriteTransaction, unit: EnhancedUnit) -> ConversionRow | None:
    try:
        row = conversions.get(tx, unit.conversion)
    except MissingError:
        return None
    return row if row.sql == unit.sql_hash else None


def _offer(tx: WriteTransaction, unit: EnhancedUnit, proposal: FoundProposal) -> None:
    """Open a proposal, unless the same text was proposed before: a decided question is not asked again."""
    spec = texts.save(tx, proposal.spec)
    if any(each.spec == spec for each in proposals.list_proposals(tx, unit.conversion)):
        return
    new = NewProposal(
        conversion=unit.conversion,
        analyst=proposal.analyst,
        spec=spec,
        verdict=proposal.verdict,
        sql=unit.sql_hash,
        lowered=texts.save(tx, proposal.lowered),
        evidence=texts.save_json(tx, proposal.evidence),
        reason=proposal.reason,
    )
    proposals.add(tx, new)


EFFECT = JobEffect(KIND, inputs, apply)
