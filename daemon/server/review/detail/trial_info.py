"""The trial of the text in review, and what it says about whether to look."""

from collections.abc import Iterator

from daemon.wire.review import CauseInfo, TrialInfo
from store import ReadView
from store.codebase import unit_trials
from store.codebase.conversions import ConversionRow
from store.codebase.unit_trials import TriedTexts
from store.review.reviews import ReviewRow

REFUTED = "refuted"


def trial_info(view: ReadView, found: ConversionRow, review: ReviewRow) -> TrialInfo | None:
    """Return the trial of the text in review, if it was tried with the SQL as it is now."""
    known = unit_trials.find(view, found.id, TriedTexts(found.sql, review.lowered))
    if known is None:
        return None
    return TrialInfo(known.verdict, known.sentence, known.lines, known.at, known.evidence)


def trial_causes(trial: TrialInfo | None) -> Iterator[CauseInfo]:
    """Yield a counterexample as a reason to look."""
    if trial is not None and trial.verdict == REFUTED:
        yield CauseInfo("trial", " ".join((trial.sentence, *trial.lines)))
