"""Run cases against versions of a routine, and observe each run."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from engine.trial.case import TrialCase
from engine.trial.observe.observation import Observation
from engine.trial.observe.observe_commits import observe_in_copy
from engine.trial.observe.read_results import observation_of, rows_of
from engine.trial.observe.run_script import RunScript, commits, run_script
from engine.trial.observe.run_together import run_together
from engine.trial.observe.trial_transaction import TrialTransaction
from engine.trial.observe.variant import RoutineVariant, TrialSubject
from engine.trial.sandbox.sandbox import Sandbox
from engine.trial.sandbox.server_connection import MessageResult
from engine.trial.schema.trial_schema import quoted_name


@dataclass
class Observer:
    """Runs one routine in one transaction.

    Every run starts from the same state: the first statement of a run rolls back the one before. A change of the
    variant costs about as much as a run, so run many cases for one variant before the next where that is possible.
    """

    sandbox: Sandbox
    database: str
    subject: TrialSubject
    transaction: TrialTransaction
    _scripts: dict[int, tuple[TrialCase, RunScript]] = field(default_factory=dict)
    _noisy: set[str] = field(default_factory=set)  # versions that give notices

    @property
    def epoch(self) -> int:
        """Return the number of the transaction: the time of day is the same for the runs of one."""
        return self.transaction.epoch

    def observe(self, variant: RoutineVariant, case: TrialCase) -> Observation:
        """Run one case; an error of any kind is part of the observation."""
        if commits(self.subject):
            return observe_in_copy(self.sandbox, self.database, self.subject, variant, case)
        [observed] = self._observed(variant, [case])
        return observed

    def observe_all(self, variant: RoutineVariant, cases: Sequence[TrialCase]) -> list[Observation]:
        """Run some cases; the server runs one while we read what the one before did."""
        if commits(self.subject) or self._returns_cursor:
            return [self.observe(variant, case) for case in cases]
        together = self._observed_together(variant, cases)
        left = [case for at, case in enumerate(cases) if at not in together]
        alone: list[Observation] = []
        while len(alone) < len(left):  # a lost connection ends the first attempt early
            alone += self._observed(variant, left[len(alone) :])
        rest = iter(alone)
        return [together[at] if at in together else next(rest) for at in range(len(cases))]

    def run(self, case: TrialCase, variants: Sequence[RoutineVariant]) -> list[Observation]:
        """Run one case for some variants."""
        return [self.observe(variant, case) for variant in variants]

    def run_batch(self, cases: Sequence[TrialCase], variants: Sequence[RoutineVariant]) -> list[list[Observation]]:
        """Run all cases for the first variant, then for the next; return the observations of each case together."""
        self.begin_batch()
        by_variant = [self.observe_all(variant, cases) for variant in variants]
        return [list(observed) for observed in zip(*by_variant, strict=True)]

    def begin_batch(self) -> None:
        """Prepare for cases that are compared with each other: only here may a new transaction begin on purpose."""
        self._scripts.clear()
        if not commits(self.subject):  # whose database may have no other connection, so that it can be copied
            self.transaction.clean()
            _ = self.transaction.connection

    def _observed_together(self, variant: RoutineVariant, cases: Sequence[TrialCase]) -> dict[int, Observation]:
        """Run cases with few messages, and return those that need not run alone by their place."""
        found: dict[int, Observation] = {}
        before = -1
        while before < len(found) < len(cases) and variant.name not in self._noisy:
            before = len(found)
            if self.transaction.install(variant, len(cases)) is not None:
                break
            places = [at for at in range(len(cases)) if at not in found]
            scripts = [self._script(cases[at]) for at in places]
            messages = run_together(self.transaction.connection, scripts)
            for at, script, message in zip(places, scripts, messages, strict=True):
                if message is not None:
                    found[at] = self._observation(script, message)
        if not found:
            self._noisy.add(variant.name)
        return found

    def _observed(self, variant: RoutineVariant, cases: Sequence[TrialCase]) -> list[Observation]:
        """Run cases up to the loss of the connection, at least one."""
        error = self.transaction.install(variant, len(cases))
        if error is not None:
            return [Observation(error=error) for _ in cases]
        scripts = [self._script(case) for case in cases]
        answers = self.transaction.connection.run_each((each.text for each in scripts), variant.seconds)
        return [self._observation(script, message) for message, script in zip(answers, scripts, strict=False)]

    def _script(self, case: TrialCase) -> RunScript:
        """Return the script of a case, which is the same for all versions."""
        known = self._scripts.get(id(case))
        if known is None or known[0] is not case:
            known = self._scripts[id(case)] = case, run_script(self.subject, case, self.transaction.sequences)
        return known[1]

    @property
    def _returns_cursor(self) -> bool:
        return self.subject.routine.return_type == "refcursor"

    def _observation(self, script: RunScript, message: MessageResult) -> Observation:
        observed = observation_of(message, script.setup_count)
        if observed.error is None and observed.is_valid and self._returns_cursor:
            return self._with_cursors(message.statements[script.setup_count].rows, observed)
        return observed

    def _with_cursors(self, rows: Sequence[Sequence[str | None]], observed: Observation) -> Observation:
        """Fetch what the returned cursors hold; they live until the next run."""
        fetched = list(observed.rows)
        for name in (value for row in rows for value in row if value):
            results = self.transaction.connection.run(f"FETCH ALL FROM {quoted_name(name)}").statements
            fetched += [str(results[0].error or "")] if results[0].error else rows_of(results[0])
        return replace(observed, rows=tuple(fetched))


@contextmanager
def observing(sandbox: Sandbox, database: str, subject: TrialSubject) -> Iterator[Observer]:
    """Return an observer for as long as the caller needs it."""
    transaction = TrialTransaction(sandbox, database, subject)
    try:
        yield Observer(sandbox, database, subject, transaction)
    finally:
        transaction.close()
