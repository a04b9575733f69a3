"""Try routines of a project in one sandbox."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from time import monotonic
from typing import TYPE_CHECKING, Any, cast

from jobs.job_kind import KindError, Payload, Result
from jobs.kinds.trial.shared_sandbox import SHARED
from jobs.kinds.trial.trial_contract import SchemaFile, UnitToTry, UnitTrial

if TYPE_CHECKING:
    from engine.source.unit import SourceFile
    from engine.trial.sandbox.sandbox import Sandbox
    from engine.trial.session.trial_database import TrialDatabase
    from engine.trial.session.trial_request import TrialRequest
    from engine.trial.verdict.trial_evidence import TrialEvidence

VERDICT_REFUTED = "refuted"
_SECONDS = 600.0  # for all routines of a job; those that are left stay due


def run(payload: Payload) -> Result:
    """Return the verdict on each routine, or what this machine lacks for a trial, which does not fail the job."""
    units = [UnitToTry.from_json(each) for each in cast(Sequence[Mapping[str, Any]], payload["units"])]
    files = [SchemaFile(**each) for each in cast(Sequence[dict[str, str]], payload["files"])]
    missing = _missing_here() if units else ""
    if missing:
        return {"trials": [], "unavailable": missing}
    found = _tried(files, units, str(payload["budget"])) if units else []
    return {"trials": [each.to_json() for each in found]}


def _missing_here() -> str:
    """Return what this machine lacks for a trial, in a sentence with what to do."""
    from engine.trial.sandbox.sandbox_error import SandboxError
    from engine.trial.sandbox.server_programs import require_support, server_programs

    try:
        require_support()
        server_programs()
    except SandboxError as error:
        return f"{error.code}: {error.sentence} {error.fault.hint}"
    return ""


def _tried(files: Sequence[SchemaFile], units: Sequence[UnitToTry], budget: str) -> list[UnitTrial]:
    from engine.trial.sandbox.sandbox_error import SandboxError

    try:
        with SHARED.project(files) as loaded:
            return list(_trials(loaded.sandbox, loaded.database, _requests(loaded.sources, units, budget)))
    except SandboxError as error:
        raise KindError(error.code, error.sentence, error.fault.hint) from error


def _requests(
    sources: "Sequence[SourceFile]", units: Sequence[UnitToTry], budget: str
) -> "Iterator[tuple[UnitToTry, TrialRequest]]":
    """Yield what is tried, as it is in its file: the text alone does not say under which search path it runs."""
    from engine.source.split_file import split
    from engine.trial.session.trial_request import TrialRequest
    from engine.trial.verdict.trial_budget import BUDGETS

    in_files = {(unit.name, unit.text): unit for source in sources for unit in source.units if unit.is_routine}
    for each in units:
        unit = in_files.get((each.name, each.sql)) or split(each.sql, "").units[0]
        yield each, TrialRequest(unit, each.lowered, BUDGETS[budget])


def _trials(
    sandbox: "Sandbox", database: "TrialDatabase", requests: "Iterable[tuple[UnitToTry, TrialRequest]]"
) -> Iterator[UnitTrial]:
    """Yield a verdict each, until the time is over or a routine has ended the server."""
    from engine.trial.sandbox.sandbox_error import SandboxError
    from engine.trial.session.try_routine import try_routine, untried

    started = monotonic()
    for unit, request in requests:
        if monotonic() - started > _SECONDS:
            return
        try:
            if _is_still_refuted(sandbox, database, unit, request):
                yield _as_before(unit)
                continue
            evidence = try_routine(sandbox, database, request, monotonic).evidence
        except SandboxError as error:  # the others have a server of their own, in another trial
            yield _trial(unit, untried(request, error.sentence))
            return
        yield _trial(unit, evidence)


def _is_still_refuted(sandbox: "Sandbox", database: "TrialDatabase", unit: UnitToTry, request: "TrialRequest") -> bool:
    """Whether the counterexample of an earlier trial shows a difference again."""
    from engine.trial.routine.routine_text import UntriableError
    from engine.trial.session.replay import still_differs
    from engine.trial.verdict.trial_evidence import case_from_json

    known = (unit.refuted or {}).get("evidence", {}).get("counterexample")
    if not known:
        return False
    try:
        return still_differs(sandbox, database, request, case_from_json(known["case"]))
    except (UntriableError, KeyError, TypeError):  # the schema has changed, or the evidence is of another version
        return False


def _as_before(unit: UnitToTry) -> UnitTrial:
    known = unit.refuted or {}
    texts = (unit.conversion, unit.sql_hash, unit.lowered_hash)
    return UnitTrial(*texts, VERDICT_REFUTED, known["sentence"], tuple(known["lines"]), known["evidence"])


def _trial(unit: UnitToTry, evidence: "TrialEvidence") -> UnitTrial:
    return UnitTrial(
        unit.conversion, unit.sql_hash, unit.lowered_hash, evidence.kind.value, evidence.sentence,
        evidence.counterexample_lines, evidence.to_json(),
    )  # fmt: skip
