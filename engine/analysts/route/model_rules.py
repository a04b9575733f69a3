"""The rules of a project on who answers a question: nobody, the local model, or a cloud model of its choice.

    [[rule]]
    tasks = ["describe", "infer_intent"]    # all, if left out
    least_words = 200                       # of the routine; any size, if left out
    most_words = 2000
    use = "cloud"                           # skip, local or cloud
    model = "claude-opus-5-5"               # with cloud; that of the project, if left out

The first rule that fits a question counts. A question that none fits is routed by its expected value.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from engine.fault import EngineError, Fault
from engine.llm.money.model_prices import find_model
from engine.llm.tasks import all_tasks

MOST_RULES = 100
MOST_CHARACTERS = 50_000
KEYS = frozenset({"tasks", "least_words", "most_words", "use", "model"})
HINT = "The documentation describes the file: docs/analysts.md, Rules."


class Route(StrEnum):
    """Who answers a question."""

    SKIP = "skip"
    LOCAL = "local"
    CLOUD = "cloud"


@dataclass(frozen=True, slots=True)
class ModelRule:
    """One rule; without tasks it is for all of them. `model` is empty for that of the project."""

    route: Route
    tasks: tuple[str, ...] = ()
    least_words: int = 0
    most_words: int | None = None
    model: str = ""

    def fits(self, task: str, words: int) -> bool:
        """Return whether the rule is for a task about a routine of so many words."""
        is_short = self.most_words is None or words <= self.most_words
        return is_short and words >= self.least_words and (not self.tasks or task in self.tasks)

    @property
    def text(self) -> str:
        """The rule in words."""
        tasks = ", ".join(self.tasks) or "every task"
        most = f" to {self.most_words}" if self.most_words is not None else " or more"
        return f"{tasks}, {self.least_words}{most} words: {self.route.value} {self.model}".rstrip()


Rules = tuple[ModelRule, ...]


def find_rule(rules: Rules, task: str, sql: str) -> ModelRule | None:
    """Return the rule for a question; None where it is routed by its expected value."""
    words = len(sql.split())
    return next((rule for rule in rules if rule.fits(task, words)), None)


def read_rules(text: str) -> Rules:
    """Return the rules of a file; raise EngineError with the number of the rule that is wrong."""
    if len(text) > MOST_CHARACTERS:
        raise _wrong("The file of rules is too long", f"Write at most {MOST_CHARACTERS:,} characters.")
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _wrong(f"The file of rules is not TOML: {error}") from error
    rows = data.get("rule", [])
    if set(data) - {"rule"} or not isinstance(rows, list) or len(rows) > MOST_RULES:
        raise _wrong(f"A file of rules has at most {MOST_RULES} tables named [[rule]], and nothing else")
    return tuple(_rule(number, row) for number, row in enumerate(rows, 1))


def _rule(number: int, row: object) -> ModelRule:
    if not isinstance(row, dict) or set(row) - KEYS:
        unknown = ", ".join(sorted(set(row) - KEYS)) if isinstance(row, dict) else "a value"
        raise _wrong(f"Rule {number} has {unknown}, which is not a key of a rule", f"Known: {', '.join(sorted(KEYS))}.")
    return ModelRule(_route(number, row), _tasks(number, row), *_words(number, row), _model(number, row))


def _route(number: int, row: Mapping[str, Any]) -> Route:
    try:
        return Route(row.get("use"))
    except ValueError as error:
        sentence = f"Rule {number} uses {row.get('use')!r}"
        raise _wrong(sentence, f"Set use to {', '.join(Route)}.") from error


def _tasks(number: int, row: Mapping[str, Any]) -> tuple[str, ...]:
    given = row.get("tasks", [])
    names = given if isinstance(given, list) else [given]
    unknown = [name for name in names if not isinstance(name, str) or name not in all_tasks()]
    if unknown:
        raise _wrong(f"Rule {number} names the unknown task {unknown[0]!r}", f"Known: {', '.join(all_tasks())}.")
    return tuple(names)


def _words(number: int, row: Mapping[str, Any]) -> tuple[int, int | None]:
    least, most = row.get("least_words", 0), row.get("most_words")
    if not all(type(each) is int and each >= 0 for each in (least, 0 if most is None else most)):
        raise _wrong(f"Rule {number} counts words that are not whole numbers from 0 on")
    if most is not None and most < least:
        raise _wrong(f"Rule {number} is for {least} to {most} words, which no routine has", "Exchange the two.")
    return least, most


def _model(number: int, row: Mapping[str, Any]) -> str:
    model = row.get("model", "")
    if not model:
        return ""
    if row["use"] != Route.CLOUD:
        raise _wrong(f"Rule {number} names a model but does not use the cloud", "Leave it out, or set use to cloud.")
    try:
        return find_model(str(model)).id
    except EngineError as error:
        raise _wrong(f"Rule {number}: {error.sentence.rstrip('.')}", error.hint) from error


def _wrong(sentence: str, hint: str = HINT) -> EngineError:
    return EngineError(Fault("route.rules", f"{sentence}.", hint))


def rules_text(rules: Sequence[ModelRule]) -> tuple[str, ...]:
    """Return the rules in words, in their order."""
    return tuple(f"{number}. {rule.text}" for number, rule in enumerate(rules, 1))
