"""Try one routine against another text of it, in a database of a running sandbox."""

import hashlib
from contextlib import ExitStack
from dataclasses import asdict

from engine.proof.prove import prove
from engine.proof.verdict import VerdictKind
from engine.trial.coverage.covered import Coverage, coverage
from engine.trial.coverage.instrument import CoveragePlan, coverage_plan
from engine.trial.generate.case_generator import CaseGenerator, case_generator
from engine.trial.mutate.make_mutants import choose_mutants, make_mutants
from engine.trial.observe.observer import observing
from engine.trial.observe.variant import RoutineVariant, TrialSubject
from engine.trial.routine.body_view import BodyView, body_view
from engine.trial.routine.routine_text import UntriableError, or_replace, routine_text
from engine.trial.sandbox.sandbox import Sandbox
from engine.trial.schema.load_schema import LoadedSchema
from engine.trial.session.trial_database import TrialDatabase
from engine.trial.session.trial_request import TrialOutcome, TrialRequest
from engine.trial.session.trial_subject import find_subject
from engine.trial.session.valid_values import valid_values
from engine.trial.verdict.mutant_pool import mutant_pool
from engine.trial.verdict.run_trial import TrialPair, TrialRun
from engine.trial.verdict.trial_budget import Clock
from engine.trial.verdict.trial_evidence import MutationScore, TrialEvidence

_MUTANT_SECONDS = 0.25  # for one run of a mutant, which may never end
_NOTHING = Coverage(0.0, 0.0, ())
_NO_SCORE = MutationScore(0, 0, 0, 0)
_MOST_SURVIVORS = 20


def try_routine(sandbox: Sandbox, database: TrialDatabase, request: TrialRequest, clock: Clock) -> TrialOutcome:
    """Return what the trial of a routine found; one that cannot be tried is unverified, with the reason."""
    started = clock()
    try:
        view = body_view(routine_text(request.unit))
        subject = find_subject(request.unit, view.routine, database.schema)
    except UntriableError as error:
        return TrialOutcome(request.unit.name, _untried(request, error.fault.sentence), clock() - started)
    run = _run(sandbox, database, request, view, subject, clock)
    evidence = _evidence(sandbox, database.loaded, request, run)
    return TrialOutcome(request.unit.name, evidence, clock() - started, tuple(run.suite), subject)


def _run(
    sandbox: Sandbox,
    database: TrialDatabase,
    request: TrialRequest,
    view: BodyView,
    subject: TrialSubject,
    clock: Clock,
) -> TrialRun:
    plan = coverage_plan(view)
    cases = _generator(sandbox, database, request, view, subject)
    original = view.routine.text
    with ExitStack() as stack:
        observer = stack.enter_context(observing(sandbox, database.loaded.database, subject))
        mutants = stack.enter_context(observing(sandbox, database.mutants, subject, _MUTANT_SECONDS))
        run = TrialRun(
            pair=_pair(original, request.regenerated, plan),
            pool=mutant_pool(choose_mutants(make_mutants(view), request.budget.mutants, request.seed), plan),
            runner=observer,
            mutants=mutants,
            cases=cases.case,
            budget=request.budget,
            clock=clock,
            is_equivalent=lambda text: prove(original, text).kind == VerdictKind.PROVED,
        )
        run.run()
    return run


def _pair(original: str, regenerated: str, plan: CoveragePlan) -> TrialPair:
    other = or_replace(regenerated.rstrip().removesuffix(";"))
    return TrialPair(RoutineVariant("original", original), RoutineVariant("regenerated", other), plan)


def _generator(
    sandbox: Sandbox,
    database: TrialDatabase,
    request: TrialRequest,
    view: BodyView,
    subject: TrialSubject,
) -> CaseGenerator:
    names = [*subject.tables, *([subject.trigger.table] if subject.trigger else [])]
    drawn = case_generator(view, subject.routine, database.schema, names, subject.trigger, request.seed)
    with sandbox.connect(database.loaded.database) as connection:
        return drawn.only_valid(valid_values(connection, drawn.tables))


def _evidence(sandbox: Sandbox, loaded: LoadedSchema, request: TrialRequest, run: TrialRun) -> TrialEvidence:
    kind, reason = _verdict(run)
    pool = run.pool
    alive = [pool.mutants[number].to_json() for number in sorted(pool.alive)]
    return TrialEvidence(
        kind=kind,
        original=_hash(request.unit.text),
        regenerated=_hash(request.regenerated),
        cases=run.count,
        skipped=run.skipped,
        coverage=coverage(run.pair.plan, run.reached),
        mutation=MutationScore(
            pool.counted, len(pool.killed), len(pool.equivalent), len(pool.malformed), tuple(alive[:_MOST_SURVIVORS])
        ),
        seed=request.seed,
        budget=request.budget.name,
        server=asdict(sandbox.evidence),
        failures=tuple(f"{each.path}:{each.line}: {each.sentence}" for each in loaded.failures[:20]),
        counterexample=run.counterexample,
        reason=reason,
    )


def _verdict(run: TrialRun) -> tuple[VerdictKind, str]:
    if run.counterexample is not None:
        return VerdictKind.REFUTED, ""
    if not run.count:
        return VerdictKind.UNVERIFIED, f"none of {run.skipped} generated cases could be run"
    return VerdictKind.TESTED, ""


def _untried(request: TrialRequest, reason: str) -> TrialEvidence:
    return TrialEvidence(
        VerdictKind.UNVERIFIED, _hash(request.unit.text), _hash(request.regenerated), 0, 0, _NOTHING, _NO_SCORE,
        request.seed, request.budget.name, reason=reason,
    )  # fmt: skip


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
