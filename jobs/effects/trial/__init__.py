"""A trial: read the routines that are not proved, keep the verdicts on those that are still the same.

A job is about a file, or about one unit that a person wants to see tried.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, cast

from engine.proof.verdict import VerdictKind
from engine.source.unit import ROUTINES
from jobs.effects.trial import texts_to_try
from jobs.job_effect import Applied, JobEffect
from jobs.job_kind import KindError, Payload, Result
from jobs.kinds.trial import KIND
from jobs.kinds.trial.trial_contract import UnitToTry, UnitTrial
from store import ReadView, WriteTransaction
from store.codebase import conversion_row, conversions, sources, trials_due, unit_trials
from store.codebase.sources import SourceRow
from store.codebase.unit_trials import NewTrial, TriedTexts
from store.core import subjects
from store.core.errors import MissingError
from store.review import policies

OUTDATED = "outdated"
VERDICTS = frozenset({VerdictKind.TESTED.value, VerdictKind.REFUTED.value, VerdictKind.UNVERIFIED.value})
HINT = "Look at the worker: its installation differs, or somebody uses its key."


def inputs(view: ReadView, subject: str) -> Payload:
    """Return the texts to try with the SQL of the project; nothing of a file where trials are not allowed."""
    if is_of_unit(subject):
        return _inputs_of_unit(view, conversion_row.unit_from_subject(subject))
    source = sources.get(view, sources.id_from_subject(subject))
    allowed = policies.get(view, source.project).trials
    return _payload(view, source, list(texts_to_try.due_in_source(view, source.id)) if allowed else [], "quick")


def apply(tx: WriteTransaction, subject: str, result: Result) -> Applied:
    """Keep the verdicts on texts that are still the current ones; what is left is due again."""
    source = _source(tx, subject)
    if result.get("unavailable"):
        trials_due.forget_generator(tx, source.project)
        return Applied({"unavailable": result["unavailable"]})
    found = map(UnitTrial.from_json, cast(Sequence[Mapping[str, Any]], result["trials"]))
    kept = Counter(_keep(tx, source.id, each) for each in found)
    if result["left"] and not kept.keys() <= {OUTDATED}:  # without progress, another trial would be as long
        trials_due.mark(tx, source.id, source.project)
    return Applied(kept)


def is_of_unit(subject: str) -> bool:
    """Whether a job tries one unit that a person named."""
    return subject.startswith(f"{subjects.UNIT}:")


def _inputs_of_unit(view: ReadView, conversion: int) -> Payload:
    row = conversions.get(view, conversion)
    if not policies.get(view, row.project).trials:
        hint = "Add `trials = true` to its policy: specdeck policy set"
        raise KindError("trial.not_allowed", "The policy of the project does not allow trials.", hint)
    if row.kind not in ROUTINES or row.fault is not None:
        raise KindError("trial.no_routine", f"{row.name} is not a routine that can run.", "Name a function.")
    return _payload(view, sources.get(view, row.source), list(texts_to_try.of_unit(view, row)), "deep")


def _payload(view: ReadView, source: SourceRow, units: Sequence[UnitToTry], budget: str) -> Payload:
    files = [each.to_json() for each in texts_to_try.schema_files(view, source)] if units else []
    return {"units": [each.to_json() for each in units], "files": files, "budget": budget}


def _source(tx: WriteTransaction, subject: str) -> SourceRow:
    if is_of_unit(subject):
        return sources.get(tx, conversions.get(tx, conversion_row.unit_from_subject(subject)).source)
    return sources.get(tx, sources.id_from_subject(subject))


def _keep(tx: WriteTransaction, source: int, trial: UnitTrial) -> str:
    if trial.verdict not in VERDICTS:
        sentence = f"A worker reports the verdict {trial.verdict!r:.40}, which a trial does not give."
        raise KindError("trial.verdict", sentence, HINT)
    tried = TriedTexts(trial.sql_hash, trial.lowered_hash)
    if not _is_current(tx, source, trial.conversion, tried):
        return OUTDATED
    generator = str(trial.evidence.get("generator", ""))
    new = NewTrial(trial.verdict, (trial.sentence, *trial.lines), trial.evidence, generator)
    if unit_trials.save(tx, trial.conversion, tried, new):
        conversions.follow_trial(tx, trial.conversion)
    return trial.verdict


def _is_current(tx: WriteTransaction, source: int, conversion: int, tried: TriedTexts) -> bool:
    """Whether a unit of this file has this SQL, and somebody may still approve the other text."""
    try:
        row = conversions.get(tx, conversion)
    except MissingError:
        return False
    if row.source != source or row.sql != tried.sql:
        return False
    return tried.lowered in texts_to_try.texts_of_unit(tx, row)


EFFECT = JobEffect(KIND, inputs, apply)
