"""What a trial concludes from runs: without a server, with runs that are made up."""

from dataclasses import dataclass, field

import pytest

from engine.source.split_file import split
from engine.trial.case import TrialCase
from engine.trial.coverage.instrument import coverage_plan
from engine.trial.mutate.make_mutants import make_mutants
from engine.trial.observe.observation import Observation
from engine.trial.observe.variant import RoutineVariant
from engine.trial.routine.body_view import body_view
from engine.trial.routine.routine_text import routine_text
from engine.trial.verdict.case_ranking import CaseRanking
from engine.trial.verdict.equal_case import EqualCase
from engine.trial.verdict.mutant_pool import mutant_pool
from engine.trial.verdict.run_trial import TrialPair, TrialRun
from engine.trial.verdict.trial_budget import TrialBudget

TEXT = "CREATE FUNCTION f(a int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN a + 1; END $$"
VIEW = body_view(routine_text(split(TEXT).units[0]))
SAME, TIMED_OUT = Observation(rows=("1",)), Observation(timed_out=True)


@dataclass
class MadeUpRuns:
    """Every run gives the same; the first runs of some versions give what their list holds."""

    given: dict[str, list[Observation]] = field(default_factory=dict)
    lost_by: str = ""
    epoch: int = 1
    runs: list[str] = field(default_factory=list)

    def begin_batch(self) -> None: ...

    def observe(self, variant: RoutineVariant, case: TrialCase) -> Observation:
        self.runs.append(variant.name)
        self.epoch += bool(self.lost_by) and variant.name.startswith(self.lost_by)
        waiting = self.given.get(variant.name.partition(" ")[0])
        return waiting.pop(0) if waiting else SAME

    def observe_all(self, variant, cases):
        return [self.observe(variant, case) for case in cases]


def tried(runner: MadeUpRuns, *, endless: bool = False) -> TrialRun:
    plan = coverage_plan(VIEW)
    pair = TrialPair(RoutineVariant("original"), RoutineVariant("regenerated"), plan, endless)
    pool = mutant_pool(make_mutants(VIEW), plan)
    budget = TrialBudget("quick", seconds=60, mutants=10, flat_batches=1, batch=2, least_cases=6)
    run = TrialRun(
        pair, pool, runner, lambda _: TrialCase(), budget, iter(range(10_000)).__next__, lambda _: False, lambda *_: []
    )
    pool.points = (None,) * len(pool.points)  # each mutant is tried on every case
    run.run()
    return run


def test_a_case_that_does_not_end_is_undecided():
    run = tried(MadeUpRuns({"original": [TIMED_OUT]}))
    assert (run.undecided, run.skipped, run.counterexample) == (1, 0, None)


def test_a_case_that_does_not_repeat_itself_is_undecided():
    other = Observation(rows=("2",))
    run = tried(MadeUpRuns({"regenerated": [other]}))
    assert (run.undecided, run.counterexample) == (1, None)


def test_a_difference_that_repeats_itself_is_a_counterexample():
    run = tried(MadeUpRuns({"regenerated": [Observation(rows=("2",))] * 9}))
    assert run.counterexample is not None
    assert run.undecided == 0


@pytest.mark.parametrize(("endless", "killed"), [(True, 1), (False, 0)])
def test_a_mutant_that_does_not_end_is_killed_only_where_it_may_be_endless(endless, killed):
    run = tried(MadeUpRuns({"mutant": [TIMED_OUT, TIMED_OUT]}), endless=endless)
    assert len(run.pool.killed) == killed


def test_a_mutant_is_not_compared_with_a_run_of_another_time():
    later = Observation(rows=("a later time",))
    run = tried(MadeUpRuns({"mutant": [later] * 99}, lost_by="mutant"))
    assert run.pool.killed == set()
    assert run.pool.undecided


def test_rare_behaviour_is_worth_the_mutants_first():
    usual, rare = (EqualCase(TrialCase(seed=at), Observation(rows=(str(at),)), frozenset({0})) for at in (1, 2))
    ranking = CaseRanking()
    assert ranking.ranked([usual, usual, rare]) == [usual, rare, usual]
    assert ranking.ranked([usual, rare]) == [rare, usual]
