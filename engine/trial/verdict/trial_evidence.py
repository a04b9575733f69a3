"""The outcome of a trial: the verdict, and the record from which it can be computed again."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from engine.proof.verdict import VerdictKind
from engine.trial.case import DmlEvent, TrialCase
from engine.trial.coverage.covered import Coverage
from engine.trial.observe.observation import Observation
from engine.trial.verdict.describe_case import describe_case

RULE_OF_THREE = 3  # no failure in N trials: the rate is at most 3 / N with 95 % confidence
GENERATOR_VERSION = "3"  # of the cases: with the same one, a seed gives the same cases


@dataclass(frozen=True, slots=True)
class MutationScore:
    """How many of the mutants the cases killed; the surviving ones are named, each as plain values."""

    mutants: int
    killed: int
    equivalent: int
    malformed: int
    survivors: tuple[Mapping[str, Any], ...] = ()

    @property
    def rate(self) -> float | None:
        """Return killed / (mutants - proved equivalent); None without mutants."""
        return self.killed / self.mutants if self.mutants else None


@dataclass(frozen=True, slots=True)
class Counterexample:
    """A case for which the two versions differ, what each did, and the difference in words."""

    case: TrialCase
    original: Observation
    regenerated: Observation
    difference: str


@dataclass(frozen=True, slots=True)
class TrialEvidence:
    """Everything that is needed to run the trial again."""

    kind: VerdictKind
    original: str  # SHA-256 of the two texts
    regenerated: str
    cases: int
    skipped: int  # whose rows the constraints refused
    coverage: Coverage
    mutation: MutationScore
    seed: int
    budget: str
    server: Mapping[str, Any] = field(default_factory=dict)
    stubs: tuple[Mapping[str, Any], ...] = ()
    failures: tuple[str, ...] = ()  # statements of the schema that could not be loaded
    counterexample: Counterexample | None = None
    reason: str = ""  # why there is no verdict
    generator: str = GENERATOR_VERSION
    undecided: int = 0  # cases that did not end in time, or did not do the same twice: each counts as a difference
    searched: int = 0  # further equal cases, which were not drawn but searched for, and do not count for the bound
    types: tuple[str, ...] = ()  # what polymorphic parameters were called with

    @property
    def bound(self) -> float | None:
        """Return the highest rate of differences that so many equal cases leave likely, under this generator.

        An undecided case counts as a difference, so that it never raises the claim.
        """
        if not self.cases:
            return None
        return min(1.0, (RULE_OF_THREE + self.undecided) / (self.cases + self.undecided))

    @property
    def sentence(self) -> str:
        """Return the verdict in one line."""
        if self.kind == VerdictKind.REFUTED and self.counterexample is not None:
            return f"refuted: {self.counterexample.difference}"
        if self.kind != VerdictKind.TESTED:
            return f"{self.kind}: {self.reason}"
        stubs = " on stubs" if self.stubs else ""
        types = f" with {', '.join(self.types)}" if self.types else ""
        return f"tested{stubs}{types} ({self._counts}, {self.measures}, at most {self.bound:.2%} differ at 95 %)"

    @property
    def _counts(self) -> str:
        searched = f", {self.searched} searched for" if self.searched else ""
        undecided = f", {self.undecided} undecided" if self.undecided else ""
        return f"{self.cases} cases{searched}{undecided}"

    @property
    def measures(self) -> str:
        """Return the shares of coverage and of killed mutants in words."""
        rate = self.mutation.rate
        kills = "no mutants" if rate is None else f"{rate:.0%} of {self.mutation.mutants} mutants killed"
        return f"{self.coverage.statements:.0%} of statements, {self.coverage.branches:.0%} of branches, {kills}"

    @property
    def counterexample_lines(self) -> tuple[str, ...]:
        """Return the rows and the call of the counterexample, a line each."""
        if self.counterexample is None:
            return ()
        return describe_case(self.counterexample.case)

    def to_json(self) -> dict[str, Any]:
        """Return the record as plain values."""
        return {
            **asdict(self), "kind": self.kind.value, "bound": self.bound, "kill_rate": self.mutation.rate,
            "sentence": self.sentence,
        }  # fmt: skip


def case_from_json(record: Mapping[str, Any]) -> TrialCase:
    """Return the case of a stored record."""
    event = record.get("event")
    return TrialCase(
        rows={table: tuple(rows) for table, rows in record["rows"].items()},
        arguments=tuple(record["arguments"]),
        event=event and DmlEvent(**event),
        seed=record["seed"],
    )
