"""The trial of the text in review, and the counterexamples of all texts that somebody has to decide on."""

from collections.abc import Iterator

from daemon.wire.review import TrialInfo
from engine.review.review_causes import RefutedText
from engine.review.trial_verdict import REFUTED
from store import ReadView
from store.access import people
from store.codebase import unit_trials
from store.codebase.conversions import ConversionRow
from store.codebase.unit_trials import TrialRow, TriedTexts
from store.review import proposals
from store.review.reviews import ReviewRow


def trial_info(view: ReadView, found: ConversionRow, review: ReviewRow) -> TrialInfo | None:
    """Return the trial of the text in review, if it was tried with the SQL as it is now."""
    known = _trial(view, found, review.lowered)
    if known is None:
        return None
    return TrialInfo(known.verdict, known.sentence, known.lines, known.at, known.evidence)


def refuted_texts(view: ReadView, found: ConversionRow, review: ReviewRow) -> Iterator[RefutedText]:
    """Yield the counterexample of the text in review, then those of the open proposals, newest first."""
    known = _trial(view, found, review.lowered)
    if known is not None and known.verdict == REFUTED:
        yield RefutedText(_in_words(known))
    for each in reversed(proposals.list_proposals(view, found.id)):
        if each.state != proposals.OPEN or each.sql != found.sql:
            continue
        known = _trial(view, found, each.lowered)
        if known is not None and known.verdict == REFUTED:
            author = people.get_name(view, each.actor) if each.actor else f"the {each.analyst}"
            yield RefutedText(_in_words(known), each.id, author)


def _trial(view: ReadView, found: ConversionRow, lowered: str | None) -> TrialRow | None:
    if lowered is None:
        return None
    return unit_trials.find(view, found.id, TriedTexts(found.sql, lowered))


def _in_words(trial: TrialRow) -> str:
    return " ".join((trial.sentence.removeprefix("refuted: "), *trial.lines))
