"""A trial: read the routines of a file that are not proved, keep the verdicts on those that are still the same."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from engine.proof.verdict import VerdictKind
from engine.source.unit import ROUTINES
from jobs.job_effect import Applied, JobEffect
from jobs.job_kind import KindError, Payload, Result
from jobs.job_order import JobOrder, JobPriority
from jobs.kinds.trial import KIND
from jobs.kinds.trial.trial_contract import SchemaFile, UnitToTry, UnitTrial
from store import ReadView, WriteTransaction
from store.codebase import conversions, sources, unit_trials
from store.codebase.sources import SourceRow
from store.codebase.unit_trials import TriedTexts
from store.core import texts
from store.core.errors import MissingError
from store.review import policies, reviews

PROVED, OUTDATED = "proved", "outdated"
VERDICTS = frozenset({VerdictKind.TESTED.value, VerdictKind.REFUTED.value, VerdictKind.UNVERIFIED.value})
HINT = "Look at the worker: its installation differs, or somebody uses its key."
_MOST_CHARACTERS = 16_000_000  # of SQL; a larger project gives its own file alone


def inputs(view: ReadView, subject: str) -> Payload:
    """Return the routines that are not proved, with the SQL of the project; nothing where trials are not allowed."""
    source = sources.get(view, sources.id_from_subject(subject))
    allowed = policies.get(view, source.project).trials
    units = [each.to_json() for each in _units(view, source.id)] if allowed else []
    files = [each.to_json() for each in _files(view, source)] if units else []
    return {"units": units, "files": files}


def apply(tx: WriteTransaction, subject: str, result: Result) -> Applied:
    """Keep the verdicts on texts that are still the current ones; order another trial of the routines that are left."""
    found = map(UnitTrial.from_json, cast(Sequence[Mapping[str, Any]], result["trials"]))
    number = sources.id_from_subject(subject)
    kept = Counter(_keep(tx, number, each) for each in found)
    left = int(cast(int, result["left"]))
    if not left or kept.keys() <= {OUTDATED}:  # without progress, another trial would be as long
        return Applied(kept)
    source = sources.get(tx, number)
    key = f"trial:{subject}:{source.revision}:{left}"
    return Applied(kept, (JobOrder(KIND, source.project, subject, key, JobPriority.LOW),))


def _units(view: ReadView, source: int) -> Iterator[UnitToTry]:
    for row in conversions.list_of_source(view, source):
        if row.kind not in ROUTINES or row.fault is not None:
            continue
        review = reviews.get(view, row.id)
        tried = TriedTexts(row.sql, review.lowered)
        if review.lowered is None or review.standing.verdict == PROVED or unit_trials.find(view, row.id, tried):
            continue
        sql, lowered = texts.get(view, row.sql), texts.get(view, review.lowered)
        yield UnitToTry(row.id, row.name, sql, row.sql, lowered, review.lowered)


def _files(view: ReadView, source: SourceRow) -> Iterator[SchemaFile]:
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


def _keep(tx: WriteTransaction, source: int, trial: UnitTrial) -> str:
    if trial.verdict not in VERDICTS:
        sentence = f"A worker reports the verdict {trial.verdict!r:.40}, which a trial does not give."
        raise KindError("trial.verdict", sentence, HINT)
    tried = TriedTexts(trial.sql_hash, trial.lowered_hash)
    if _current(tx, source, trial.conversion) != tried:
        return OUTDATED
    unit_trials.save(tx, trial.conversion, tried, trial.verdict, (trial.sentence, *trial.lines), trial.evidence)
    return trial.verdict


def _current(tx: WriteTransaction, source: int, conversion: int) -> TriedTexts | None:
    """Return the texts of a unit of this file as they are now."""
    try:
        row = conversions.get(tx, conversion)
    except MissingError:
        return None
    if row.source != source:
        return None
    return TriedTexts(row.sql, reviews.get(tx, conversion).lowered)


EFFECT = JobEffect(KIND, inputs, apply)
