"""Try one routine against another text of it, in a database of a running sandbox."""

import hashlib
from dataclasses import asdict, replace

from engine.plpgsql.tree import Loop, While
from engine.proof.prove import prove
from engine.proof.verdict import VerdictKind
from engine.trial.coverage.covered import Coverage, coverage
from engine.trial.coverage.instrument import CoveragePlan, coverage_plan
from engine.trial.mutate.make_mutants import choose_mutants, make_mutants
from engine.trial.observe.created_routine import creates_another
from engine.trial.observe.observer import Observer, observing
from engine.trial.observe.run_script import commits
from engine.trial.observe.variant import RoutineVariant, TrialSubject
from engine.trial.routine.body_view import body_view
from engine.trial.routine.routine_text import UntriableError, or_replace, routine_text
from engine.trial.sandbox.sandbox import Sandbox
from engine.trial.search.search_cases import case_search
from engine.trial.session.prepare_trial import PreparedTrial, prepare_trial
from engine.trial.session.stubbed_database import StubbedDatabase, stubbed_database
from engine.trial.session.trial_database import TrialDatabase
from engine.trial.session.trial_request import TrialOutcome, TrialRequest
from engine.trial.verdict.mutant_pool import mutant_pool
from engine.trial.verdict.run_trial import CaseFinder, TrialPair, TrialRun
from engine.trial.verdict.trial_budget import Clock
from engine.trial.verdict.trial_evidence import MutationScore, TrialEvidence

_NOTHING = Coverage(0.0, 0.0, ())
_NO_SCORE = MutationScore(0, 0, 0, 0)
_MOST_SURVIVORS, _MOST_FAILURES = 20, 20


def try_routine(sandbox: Sandbox, database: TrialDatabase, request: TrialRequest, clock: Clock) -> TrialOutcome:
    """Return what the trial of a routine found; one that cannot be tried is unverified, with the reason."""
    started = clock()
    try:
        view = body_view(routine_text(request.unit))
        with stubbed_database(sandbox, database, view, request.unit.search_path) as stubbed:
            prepared = prepare_trial(sandbox, stubbed.database, request, view)
            run = _run(sandbox, stubbed.database, request, prepared, clock)
            evidence = replace(_evidence(sandbox, stubbed, request, run), types=prepared.subject.chosen_types)
    except UntriableError as error:
        return TrialOutcome(request.unit.name, untried(request, error.fault.sentence), clock() - started)
    except RecursionError:
        return TrialOutcome(request.unit.name, untried(request, "it is nested too deeply"), clock() - started)
    return TrialOutcome(request.unit.name, evidence, clock() - started, tuple(run.suite), prepared.subject)


def regenerated_variant(text: str) -> RoutineVariant:
    """Return the other text as a version that replaces the original."""
    return RoutineVariant("regenerated", or_replace(text.rstrip().removesuffix(";")))


def _run(
    sandbox: Sandbox, database: TrialDatabase, request: TrialRequest, prepared: PreparedTrial, clock: Clock
) -> TrialRun:
    view, original = prepared.view, prepared.original
    plan = coverage_plan(view)
    pair = _pair(prepared, request.regenerated, plan)
    _require_replacement(sandbox, database, prepared.subject, pair)
    mutants = choose_mutants(make_mutants(view), request.budget.mutants, request.seed)
    with observing(sandbox, database.loaded.database, prepared.subject) as observer:
        run = TrialRun(
            pair=pair,
            pool=mutant_pool(mutants, plan),
            runner=observer,
            cases=prepared.cases.case,
            budget=request.budget,
            clock=clock,
            is_equivalent=lambda text: prove(original, text).kind == VerdictKind.PROVED,
            find_cases=_case_finder(prepared, observer),
        )
        run.run()
    return run


def _case_finder(prepared: PreparedTrial, observer: Observer) -> CaseFinder:
    if commits(prepared.subject):  # a run costs as much as a hundred others
        return lambda _known, _is_late: []
    return case_search(prepared.view, prepared.cases, observer).find


def _require_replacement(sandbox: Sandbox, database: TrialDatabase, subject: TrialSubject, pair: TrialPair) -> None:
    """Refuse a version that would never be called: the original would run twice, and no difference would be found."""
    for each in (pair.original, pair.regenerated):
        if creates_another(sandbox, database.loaded.database, subject, each):
            raise UntriableError(
                f"The {each.name} text creates another routine than {subject.routine.qualified}.",
                "Give both texts the same schema, name and argument types.",
            )


def _pair(prepared: PreparedTrial, regenerated: str, plan: CoveragePlan) -> TrialPair:
    """Return the two versions; only a loop without bounds, or a call of itself, may run for ever."""
    view = prepared.view
    calls_itself = any(token.word == view.routine.path[-1].lower() for token in view.tokens)
    endless = calls_itself or any(True for _ in view.of(Loop, While))
    original = RoutineVariant("original", prepared.original)
    return TrialPair(original, regenerated_variant(regenerated), plan, endless)


def _evidence(sandbox: Sandbox, stubbed: StubbedDatabase, request: TrialRequest, run: TrialRun) -> TrialEvidence:
    kind, reason = _verdict(run)
    pool, failures = run.pool, stubbed.database.loaded.failures[:_MOST_FAILURES]
    alive = [pool.mutants[number].to_json() for number in sorted(pool.alive)]
    return TrialEvidence(
        kind=kind,
        original=_hash(request.unit.text),
        regenerated=_hash(request.regenerated),
        cases=run.count,
        skipped=run.skipped,
        undecided=run.undecided,
        searched=run.searched,
        coverage=coverage(run.pair.plan, run.reached),
        mutation=MutationScore(
            pool.counted, len(pool.killed), len(pool.equivalent), len(pool.malformed), tuple(alive[:_MOST_SURVIVORS])
        ),
        seed=request.seed,
        budget=request.budget.name,
        server=asdict(sandbox.evidence),
        stubs=tuple(each.to_json() for each in stubbed.stubs),
        failures=tuple(f"{each.path}:{each.line}: {each.sentence}" for each in failures),
        counterexample=run.counterexample,
        reason=reason,
    )


def _verdict(run: TrialRun) -> tuple[VerdictKind, str]:
    if run.counterexample is not None:
        return VerdictKind.REFUTED, ""
    if not run.count:
        return VerdictKind.UNVERIFIED, _why_no_case(run)
    if run.pair.plan.points and not run.reached:  # each failed before its body began, such as a call that is refused
        return VerdictKind.UNVERIFIED, f"none of {run.count} cases reached a statement of it"
    if len(run.unfit) == run.count + run.searched:
        return VerdictKind.UNVERIFIED, f"each of {run.count} cases fails alike: {run.unfit[0]}"
    return VerdictKind.TESTED, ""


def _why_no_case(run: TrialRun) -> str:
    if run.undecided:
        return f"none of {run.undecided} cases ended in time and did the same twice"
    return f"none of {run.skipped} generated cases could be run"


def untried(request: TrialRequest, reason: str) -> TrialEvidence:
    """Return the evidence of a routine that could not be tried."""
    return TrialEvidence(
        VerdictKind.UNVERIFIED, _hash(request.unit.text), _hash(request.regenerated), 0, 0, _NOTHING, _NO_SCORE,
        request.seed, request.budget.name, reason=reason,
    )  # fmt: skip


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
