"""A trial as a file: the two texts, the schema and the evidence, so that anyone can run it again."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from engine.proof.verdict import VerdictKind
from engine.source.split_file import split
from engine.trial.case import TrialCase
from engine.trial.routine.routine_text import UntriableError
from engine.trial.schema.schema_statement import SchemaStatement
from engine.trial.session.trial_request import TrialOutcome, TrialRequest
from engine.trial.verdict.trial_budget import BUDGETS
from engine.trial.verdict.trial_evidence import GENERATOR_VERSION, case_from_json

FORMAT = "specdeck-trial-1"


@dataclass(frozen=True, slots=True)
class TrialRecord:
    """What a stored trial says: what was tried on which schema, its verdict, and the counterexample if it has one."""

    request: TrialRequest
    statements: tuple[SchemaStatement, ...]
    verdict: VerdictKind
    case: TrialCase | None


def record_trial(request: TrialRequest, statements: Sequence[SchemaStatement], outcome: TrialOutcome) -> dict[str, Any]:
    """Return a trial as plain values."""
    return {
        "format": FORMAT,
        "unit": outcome.unit,
        "original": request.unit.text,
        "search_path": list(request.unit.search_path),
        "regenerated": request.regenerated,
        "schema": [asdict(each) for each in statements],
        "evidence": outcome.evidence.to_json(),
    }


def read_trial(record: Mapping[str, Any]) -> TrialRecord:
    """Return a stored trial; refuse one of another format, or of a generator that draws other cases."""
    if record.get("format") != FORMAT:
        raise UntriableError("The file is not the evidence of a trial.", "Name a file that --evidence wrote.")
    evidence = record["evidence"]
    if evidence["generator"] != GENERATOR_VERSION:
        raise UntriableError("The evidence is of an older generator.", "Run the trial again.")
    unit = replace(split(record["original"], record["unit"]).units[0], search_path=tuple(record["search_path"]))
    found = evidence["counterexample"]
    return TrialRecord(
        TrialRequest(unit, record["regenerated"], BUDGETS[evidence["budget"]], evidence["seed"]),
        tuple(SchemaStatement(**each) for each in record["schema"]),
        VerdictKind(evidence["kind"]),
        case_from_json(found["case"]) if found else None,
    )
