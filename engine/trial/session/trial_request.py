"""What is to be tried, and what came of it."""

from dataclasses import dataclass

from engine.source.unit import Unit
from engine.trial.case import TrialCase
from engine.trial.observe.variant import TrialSubject
from engine.trial.verdict.trial_budget import QUICK, TrialBudget
from engine.trial.verdict.trial_evidence import TrialEvidence

FIRST_SEED = 1


@dataclass(frozen=True, slots=True)
class TrialRequest:
    """A routine and the text that should mean the same."""

    unit: Unit
    regenerated: str
    budget: TrialBudget = QUICK
    seed: int = FIRST_SEED


@dataclass(frozen=True, slots=True)
class TrialOutcome:
    """The evidence of a trial. `suite` holds the cases that taught something, for an export; `seconds` is the time."""

    unit: str
    evidence: TrialEvidence
    seconds: float = 0.0
    suite: tuple[TrialCase, ...] = ()
    subject: TrialSubject | None = None
