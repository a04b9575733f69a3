"""Offer folded specs to the reviewers of their units."""

from collections.abc import Iterable, Mapping

from jobs.kinds.detect.fold_unit import FoldedUnit
from store.codebase import conversions
from store.core import texts
from store.core.transaction import WriteTransaction
from store.library import pattern_uses
from store.review import proposals, reviews
from store.review.proposals import NewProposal

DETECTOR = "detector"
PROVED = "proved"
UnitIds = Mapping[tuple[str, str, int], int]


def offer_folds(tx: WriteTransaction, ids: UnitIds, folds: Iterable[FoldedUnit]) -> int:
    """Open a proposal for each fold of a spec that is still the unit's own; return how many."""
    return sum(_offer(tx, ids[key], each) for each in folds if (key := (each.kind, each.name, each.occurrence)) in ids)


def _offer(tx: WriteTransaction, conversion: int, fold: FoldedUnit) -> bool:
    row = conversions.get(tx, conversion)
    if row.spec != texts.hash_of(fold.lift) or reviews.get(tx, conversion).standing.approved is not None:
        return False
    spec = texts.save(tx, fold.spec)
    if any(each.spec == spec for each in proposals.list_proposals(tx, conversion)):
        return False  # a decided question is not asked again
    new = NewProposal(
        conversion=conversion,
        analyst=DETECTOR,
        spec=spec,
        verdict=PROVED,
        sql=row.sql,
        lowered=texts.save(tx, fold.lowered),
        evidence=texts.save_json(tx, fold.evidence),
        reason=fold.reason,
    )
    pattern_uses.add(tx, proposals.add(tx, new), fold.patterns)
    return True
