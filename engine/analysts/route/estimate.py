"""What asking about units will take, before anything is asked: calls, tokens and dollars, each with its interval."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from engine.analysts.local_names import identifiers, local_names
from engine.analysts.prompt_text import prompt_text
from engine.analysts.route.model_rules import Route, Rules, find_rule
from engine.analysts.route.open_questions import open_questions
from engine.analysts.route.routed_tasks import UNRULED
from engine.analysts.shown_text import CLOUD_TEXT
from engine.analysts.variable_notes import variable_notes
from engine.check_edit import EditedUnit
from engine.llm.language_model import ModelRequest, TokenUsage
from engine.llm.money.model_prices import NANODOLLARS, CloudModel, find_model
from engine.llm.prompt_task import PromptTask
from engine.llm.tasks import all_tasks

# Characters a token of SQL and English, and the share of the allowed answer that is used: least, usual, most.
CHARACTERS = (4.4, 3.6, 2.8)
ANSWERED = (0.1, 0.3, 1.0)


@dataclass(frozen=True, slots=True)
class Interval:
    """A usual value with the least and the most that are plausible."""

    least: float
    usual: float
    most: float

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(self.least + other.least, self.usual + other.usual, self.most + other.most)


NOTHING = Interval(0, 0, 0)


@dataclass(frozen=True, slots=True)
class CostEstimate:
    """The calls by task, and what they take together."""

    units: int
    calls: Counter[str]
    input_tokens: Interval
    output_tokens: Interval
    dollars: Interval
    skipped: Counter[str] = field(default_factory=Counter)


def estimate_cost(units: Iterable[EditedUnit], model: CloudModel, day: date, rules: Rules = ()) -> CostEstimate:
    """Return what asking all open questions about these units would take, without any cache.

    A question that a rule skips is counted apart; one that a rule leaves to the local model costs no dollars.
    """
    calls: Counter[str] = Counter()
    skipped: Counter[str] = Counter()
    count, tokens_in, tokens_out, dollars = 0, NOTHING, NOTHING, NOTHING
    for unit in units:
        count += 1
        for task, request in questions_of(unit):
            rule = find_rule(rules, task.id, unit.sql) or UNRULED
            if rule.route is Route.SKIP:
                skipped[task.id] += 1
                continue
            calls[task.id] += 1
            asked, answered = token_intervals(request)
            tokens_in, tokens_out = tokens_in + asked, tokens_out + answered
            if rule.route is Route.CLOUD:
                dollars += _dollars(find_model(rule.model or model.id), day, asked, answered)
    return CostEstimate(count, calls, tokens_in, tokens_out, dollars, skipped)


def questions_of(unit: EditedUnit) -> Iterator[tuple[PromptTask, ModelRequest]]:
    """Yield the open questions about a unit as they would be asked."""
    sql = prompt_text(unit.sql, CLOUD_TEXT)
    given = {"name": unit.name, "kind": unit.kind, "sql": sql, "variables": local_names(unit.sql)}
    for task in (all_tasks()[each] for each in open_questions(unit)):
        known = {"identifiers": identifiers(unit.sql), "purposes": variable_notes(unit.sql)}
        yield task, task.request({**given, **known})


def token_intervals(request: ModelRequest) -> tuple[Interval, Interval]:
    """Return the tokens of a question and of its answer."""
    length = len(request.system) + len(request.prompt)
    return (
        Interval(*(length / characters for characters in CHARACTERS)),
        Interval(*(request.max_tokens * share for share in ANSWERED)),
    )


def _dollars(model: CloudModel, day: date, asked: Interval, answered: Interval) -> Interval:
    return Interval(
        _price(model, day, asked.least, answered.least),
        _price(model, day, asked.usual, answered.usual),
        _price(model, day, asked.most, answered.most),
    )


def _price(model: CloudModel, day: date, asked: float, answered: float) -> float:
    usage = TokenUsage(input=round(asked), output=round(answered))
    return model.price(day, usage.input).cost(usage) / NANODOLLARS
