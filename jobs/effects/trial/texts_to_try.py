"""The texts to try: what is in review and what is proposed for a routine, with the SQL of its project."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from engine.review.trial_verdict import REFUTED
from engine.source.unit import ROUTINES
from engine.trial.verdict.trial_evidence import GENERATOR_VERSION
from jobs.kinds.trial.trial_contract import SchemaFile, UnitToTry
from store import ReadView
from store.codebase import conversions, sources, trials_due, unit_trials
from store.codebase.conversions import ConversionRow
from store.codebase.unit_trials import TriedTexts
from store.core import texts
from store.review import proposals, reviews

PROVED = "proved"
PORTION = 20  # texts of one job: a person's own trial waits for it
_MOST_FILES = 40  # looked at again in the transaction that applies a result
_MOST_CHARACTERS = 16_000_000  # of SQL; a larger project gives the files of the units alone


def due_in_project(view: ReadView, project: str) -> list[UnitToTry]:
    """Return some texts that are not proved and that the present generator has not tried."""
    every = ((row, lowered) for source in considered(view, project) for row, lowered in _due(view, source))
    return [_to_try(view, row, lowered) for row, lowered in islice(every, PORTION)]


def considered(view: ReadView, project: str) -> list[int]:
    """Return the files that one job looks at."""
    return trials_due.list_due(view, project, _MOST_FILES)


def is_due(view: ReadView, source: int) -> bool:
    """Whether a file still has something to try."""
    return any(True for _ in _due(view, source))


def of_unit(view: ReadView, row: ConversionRow) -> Iterator[UnitToTry]:
    """Yield the texts of a routine, proved and tried ones too: a person asked for it."""
    for lowered in texts_of_unit(view, row):
        yield _to_try(view, row, lowered)


def texts_of_unit(view: ReadView, row: ConversionRow) -> dict[str, str]:
    """Return the SQL that each text lowers to which somebody may approve, with the verdict on it."""
    review = reviews.get(view, row.id)
    offered = (
        each
        for each in proposals.list_proposals(view, row.id)
        if each.state == proposals.OPEN and each.sql == row.sql and each.lowered is not None
    )
    found = {str(each.lowered): each.verdict for each in offered}
    if review.lowered is not None:
        found[review.lowered] = review.standing.verdict
    return found


def schema_files(view: ReadView, project: str, units: Iterable[UnitToTry]) -> Iterator[SchemaFile]:
    """Yield the SQL of the project; of a large one, the files of these units alone."""
    found, size = [], 0
    for each in sources.list_sql(view, project):
        text = texts.get(view, each.text or "")
        size += len(text)
        if size > _MOST_CHARACTERS:  # the others are not read
            yield from _own_files(view, units)
            return
        found.append(SchemaFile(each.path, text))
    yield from found


def _own_files(view: ReadView, units: Iterable[UnitToTry]) -> Iterator[SchemaFile]:
    for number in sorted({conversions.get(view, each.conversion).source for each in units}):
        source = sources.get(view, number)
        yield SchemaFile(source.path, texts.get(view, source.text or ""))


def _due(view: ReadView, source: int) -> Iterator[tuple[ConversionRow, str]]:
    for row in conversions.list_of_source(view, source):
        if row.kind not in ROUTINES or row.fault is not None:
            continue
        for lowered, verdict in texts_of_unit(view, row).items():
            if verdict != PROVED and not _is_tried(view, row, lowered):
                yield row, lowered


def _is_tried(view: ReadView, row: ConversionRow, lowered: str) -> bool:
    return unit_trials.find_generator(view, row.id, TriedTexts(row.sql, lowered)) == GENERATOR_VERSION


def _to_try(view: ReadView, row: ConversionRow, lowered: str) -> UnitToTry:
    refuted = _refutation(view, row, lowered)
    return UnitToTry(row.id, row.name, texts.get(view, row.sql), row.sql, texts.get(view, lowered), lowered, refuted)


def _refutation(view: ReadView, row: ConversionRow, lowered: str) -> Mapping[str, object] | None:
    """Return the counterexample that is known: as long as it shows a difference, no other cases are drawn."""
    known = unit_trials.find(view, row.id, TriedTexts(row.sql, lowered))
    if known is None or known.verdict != REFUTED:
        return None
    return {"sentence": known.sentence, "lines": list(known.lines), "evidence": known.evidence}
