"""Draft a pattern from a description: a model writes it, validators judge it, a critic repairs it, analysts vote.

Nothing enters the library here: the draft is a proposal with its preview, and a person approves it or does not.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from engine.analysts.analyst import Ask
from engine.analysts.council.candidate import Ballot, CouncilCandidate, CouncilRecord
from engine.analysts.council.hold_council import Critic, Judge, Voter, hold_council
from engine.analysts.drafting.draft_steps import (
    STEPS,
    DraftRequest,
    DraftStep,
    JudgedDraft,
    draft_steps,
    judge_draft,
    rendered,
)
from engine.fault import Fault
from engine.llm.ask_model import ModelAnswer
from engine.llm.schema.validate_answer import validate_answer
from engine.llm.tasks.create_pattern import TASK
from engine.llm.tasks.repair import TASK as REPAIR
from engine.patterns.library.library_pattern import LibraryPattern
from engine.patterns.library.pattern_history import pattern_to_yaml

WRITER, RETRIEVER, CRITIC = "template_writer", "retriever", "critic"


@dataclass(frozen=True, slots=True)
class SimilarPattern:
    """A pattern of the library that a description may mean, with its relevance of 100.

    It `is_same` if every view of search puts it first.
    """

    pattern: LibraryPattern
    is_same: bool = False
    relevance: int = 100


@dataclass(frozen=True, slots=True)
class PatternDraft:
    """The outcome. `use_instead` is a pattern of the library that the council prefers; `pattern` is YAML."""

    pattern: str
    spec: str
    sql: str
    languages: Mapping[str, str]
    steps: tuple[DraftStep, ...]
    warnings: tuple[str, ...] = ()
    use_instead: str = ""
    votes: Mapping[str, Any] | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the draft as plain values."""
        return asdict(self)


def draft_pattern(
    request: DraftRequest,
    similar: Sequence[SimilarPattern],
    ask: Ask,
    trust: Mapping[str, float],
    disabled: Collection[str] = (),
) -> PatternDraft:
    """Return a draft with its steps and its preview; analysts that are switched off neither repair nor vote."""
    answer = _ask(request, similar, ask)
    value = answer.value or _best_attempt(answer)
    if value is None:
        return _failed(answer.fault)
    voters = {analyst: vote for analyst, vote in VOTERS.items() if analyst not in disabled}
    critic: Critic | None = None if CRITIC in disabled else (lambda each: _repaired(each, ask))
    record = hold_council(_candidates(value, similar), voters, trust, _judge(request), critic)
    chosen = record.chosen
    if isinstance(chosen.value, LibraryPattern):
        return _existing(chosen.value, record)
    return _drafted(judge_draft(chosen.value, request), record)


def _ask(request: DraftRequest, similar: Sequence[SimilarPattern], ask: Ask) -> ModelAnswer:
    """Ask until the answer passes every step that needs no person."""
    judge = _judge(request)
    task = replace(TASK, check=lambda _, answer: judge(answer))
    given = {
        "description": request.description,
        "category": request.category,
        "namespace": request.namespace,
        "known_patterns": request.known,
        "similar": [_shown(each) for each in similar],
        "messages": (),
    }
    return ask(task, given)


def _shown(similar: SimilarPattern) -> Mapping[str, str | int]:
    pattern = similar.pattern
    return {
        "title": pattern.title,
        "description": pattern.description,
        "spec": pattern.spec,
        "quality": pattern.scores.quality,
        "relevance": similar.relevance,
    }


def _best_attempt(answer: ModelAnswer) -> Mapping[str, Any] | None:
    """Return the attempt of the right form that has the fewest messages: a critic may repair it."""
    formed = [each for each in answer.attempts if validate_answer(TASK.schema, each.text).ok]
    if not formed:
        return None
    best = min(formed, key=lambda each: len(each.messages))
    return validate_answer(TASK.schema, best.text).value


def _candidates(value: Mapping[str, Any], similar: Sequence[SimilarPattern]) -> dict[str, Any]:
    same = [each.pattern for each in similar if each.is_same]
    return {WRITER: value, **({RETRIEVER: same[0]} if same else {})}


def _judge(request: DraftRequest) -> Judge:
    def judge(value: Any) -> tuple[str, ...]:  # noqa: ANN401 - a draft or a pattern
        if isinstance(value, LibraryPattern):
            return ()
        return (*TASK.check({"known_patterns": request.known}, value), *judge_draft(value, request).messages)

    return judge


def _writer_votes(_candidates: Sequence[CouncilCandidate]) -> Ballot:
    return Ballot(0, "it was written for the description")


def _retriever_votes(candidates: Sequence[CouncilCandidate]) -> Ballot | None:
    at = next((n for n, each in enumerate(candidates) if isinstance(each.value, LibraryPattern)), None)
    return None if at is None else Ballot(at, "every view of search puts it first")


def _critic_votes(candidates: Sequence[CouncilCandidate]) -> Ballot:
    at = min(range(len(candidates)), key=lambda n: (len(candidates[n].messages), -n))
    return Ballot(at, "it has the fewest messages")


VOTERS: Mapping[str, Voter] = {WRITER: _writer_votes, RETRIEVER: _retriever_votes, CRITIC: _critic_votes}


def _repaired(candidate: CouncilCandidate, ask: Ask) -> Mapping[str, Any] | None:
    """Return the draft with its spec repaired by the messages; None where there is nothing to repair."""
    if candidate.is_valid or isinstance(candidate.value, LibraryPattern):
        return None
    spec = candidate.value["spec"]
    answer = ask(REPAIR, {"spec": spec, "sql": "", "messages": candidate.messages})
    if answer.value is None:
        return None
    for each in answer.value["replacements"]:
        spec = spec.replace(each["find"], each["replace"], 1)
    return {**candidate.value, "spec": spec}


def _drafted(judged: JudgedDraft, record: CouncilRecord) -> PatternDraft:
    votes = record.to_json()
    if judged.pattern is None or judged.instance is None:
        return PatternDraft("", "", "", {}, draft_steps(judged), judged.warnings, votes=votes)
    instance, text = judged.instance, pattern_to_yaml(judged.pattern)
    steps = draft_steps(judged)
    return PatternDraft(text, instance.text, instance.sql, rendered(instance), steps, judged.warnings, votes=votes)


def _existing(pattern: LibraryPattern, record: CouncilRecord) -> PatternDraft:
    sentence = f"The library has {pattern.id}, which says the same."
    steps = (*(DraftStep(name, "done") for name in STEPS[:2]), DraftStep("name", "failed", sentence))
    return PatternDraft("", pattern.spec, "", {}, steps, use_instead=pattern.id, votes=record.to_json())


def _failed(fault: Fault | None) -> PatternDraft:
    sentence = fault.sentence if fault else "The model gave no answer."
    return PatternDraft("", "", "", {}, (DraftStep("generate", "done"), DraftStep("schema", "failed", sentence)))
