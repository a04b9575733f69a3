"""A trial: read the routines that are not proved, keep the verdicts on those that are still the same.

A job is about a portion of what a project has to try, or about one unit that a person wants to see tried.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, cast

from engine.proof.verdict import VerdictKind
from engine.source.unit import ROUTINES
from engine.trial.verdict.trial_evidence import GENERATOR_VERSION
from jobs.effects.trial import texts_to_try
from jobs.job_effect import Applied, JobEffect
from jobs.job_kind import KindError, Payload, Result
from jobs.kinds.trial import KIND
from jobs.kinds.trial.trial_contract import UnitToTry, UnitTrial
from store import ReadView, WriteTransaction
from store.codebase import conversion_row, conversions, trials_due, unit_trials
from store.codebase.unit_trials import NewTrial, TriedTexts
from store.core import subjects
from store.core.errors import MissingError
from store.review import policies

OUTDATED = "outdated"
VERDICTS = frozenset({VerdictKind.TESTED.value, VerdictKind.REFUTED.value, VerdictKind.UNVERIFIED.value})
HINT = "Look at the worker: its installation differs, or somebody uses its key."


def inputs(view: ReadView, subject: str) -> Payload:
    """Return the texts to try with the SQL of the project; none of a project that does not allow trials."""
    if is_of_unit(subject):
        return _inputs_of_unit(view, conversion_row.unit_from_subject(subject))
    project = _project(view, subject)
    allowed = policies.get(view, project).trials
    return _payload(view, project, texts_to_try.due_in_project(view, project) if allowed else [], "quick")


def apply(tx: WriteTransaction, subject: str, result: Result) -> Applied:
    """Keep the verdicts on texts that are still the current ones; what is left stays due."""
    project = _project(tx, subject)
    if result.get("unavailable"):
        trials_due.forget_generator(tx, project)
        return Applied({"unavailable": result["unavailable"]})
    found = map(UnitTrial.from_json, cast(Sequence[Mapping[str, Any]], result["trials"]))
    kept = Counter(_keep(tx, project, each) for each in found)
    for source in () if is_of_unit(subject) else texts_to_try.considered(tx, project):
        if not texts_to_try.is_due(tx, source):
            trials_due.settle(tx, source)
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
    return _payload(view, row.project, list(texts_to_try.of_unit(view, row)), "deep")


def _payload(view: ReadView, project: str, units: Sequence[UnitToTry], budget: str) -> Payload:
    files = [each.to_json() for each in texts_to_try.schema_files(view, project, units)] if units else []
    return {"units": [each.to_json() for each in units], "files": files, "budget": budget}


def _project(view: ReadView, subject: str) -> str:
    if is_of_unit(subject):
        return conversions.get(view, conversion_row.unit_from_subject(subject)).project
    return subjects.project_from_subject(subject)[0]


def _keep(tx: WriteTransaction, project: str, trial: UnitTrial) -> str:
    if trial.verdict not in VERDICTS:
        sentence = f"A worker reports the verdict {trial.verdict!r:.40}, which a trial does not give."
        raise KindError("trial.verdict", sentence, HINT)
    tried = TriedTexts(trial.sql_hash, trial.lowered_hash)
    if not _is_current(tx, project, trial.conversion, tried):
        return OUTDATED
    new = NewTrial(trial.verdict, (trial.sentence, *trial.lines), trial.evidence, GENERATOR_VERSION)
    if unit_trials.save(tx, trial.conversion, tried, new):
        conversions.follow_trial(tx, trial.conversion)
    return trial.verdict


def _is_current(tx: WriteTransaction, project: str, conversion: int, tried: TriedTexts) -> bool:
    """Whether a unit of this project has this SQL, and somebody may still approve the other text."""
    try:
        row = conversions.get(tx, conversion)
    except MissingError:
        return False
    if row.project != project or row.sql != tried.sql:
        return False
    return tried.lowered in texts_to_try.texts_of_unit(tx, row)


EFFECT = JobEffect(KIND, inputs, apply)
