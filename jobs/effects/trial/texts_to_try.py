"""The texts to try: what is in review and what is proposed for a routine, with the SQL of its project."""

from collections.abc import Iterator

from engine.source.unit import ROUTINES
from engine.trial.verdict.trial_evidence import GENERATOR_VERSION
from jobs.kinds.trial.trial_contract import SchemaFile, UnitToTry
from store import ReadView
from store.codebase import conversions, sources, unit_trials
from store.codebase.conversions import ConversionRow
from store.codebase.sources import SourceRow
from store.codebase.unit_trials import TriedTexts
from store.core import texts
from store.review import proposals, reviews

PROVED = "proved"
_MOST_CHARACTERS = 16_000_000  # of SQL; a larger project gives its own file alone


def due_in_source(view: ReadView, source: int) -> Iterator[UnitToTry]:
    """Yield the texts of a file that are not proved and that the present generator has not tried."""
    for row in conversions.list_of_source(view, source):
        if row.kind not in ROUTINES or row.fault is not None:
            continue
        for lowered, verdict in texts_of_unit(view, row).items():
            if verdict != PROVED and not _is_tried(view, row, lowered):
                yield _to_try(view, row, lowered)


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


def schema_files(view: ReadView, source: SourceRow) -> Iterator[SchemaFile]:
    """Yield the SQL of the project; of a large one, the file alone."""
    found, size = [], 0
    for each in sources.list_sql(view, source.project):
        text = texts.get(view, each.text or "")
        size += len(text)
        if size > _MOST_CHARACTERS:  # the others are not read
            yield SchemaFile(source.path, texts.get(view, source.text or ""))
            return
        found.append(SchemaFile(each.path, text))
    yield from found


def _is_tried(view: ReadView, row: ConversionRow, lowered: str) -> bool:
    known = unit_trials.find(view, row.id, TriedTexts(row.sql, lowered))
    return known is not None and known.generator == GENERATOR_VERSION


def _to_try(view: ReadView, row: ConversionRow, lowered: str) -> UnitToTry:
    return UnitToTry(row.id, row.name, texts.get(view, row.sql), row.sql, texts.get(view, lowered), lowered)
