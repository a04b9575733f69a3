"""One code base through the router with a simulated model, beside always asking the cloud.

The rules: an answer uses 0.3 of the tokens that its task allows, a token is 3.6 characters. The cloud model is always
right. The local model is right in the share of LOCAL, decided by a hash of unit and task, so that a run repeats.
Always-cloud asks every task about every routine. New names are the old ones with a suffix; the real gate decides on
each. A cached answer is wrong if the gate refuses it and a fresh answer of the same model would pass.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from engine.analysts.gate import pass_gate
from engine.analysts.local_names import identifiers, local_names
from engine.analysts.prompt_text import prompt_text
from engine.analysts.roles.namer import renamed_change
from engine.analysts.route.answer_cache import AnswerCache
from engine.analysts.route.choose_model import ModelChoice, is_worth_escalating, rank_models
from engine.analysts.route.estimate import token_intervals
from engine.analysts.route.open_questions import open_questions, poor_names
from engine.analysts.shown_text import CLOUD_TEXT
from engine.analysts.variable_notes import variable_notes
from engine.check_edit import EditedUnit
from engine.llm.language_model import ModelRequest, TokenUsage
from engine.llm.money.model_prices import NANODOLLARS, find_model
from engine.llm.prompt_task import PromptTask
from engine.llm.tasks import all_tasks

LOCAL = {"name_variables": 0.7, "describe": 0.6, "infer_intent": 0.6, "extract_rules": 0.4}
CLOUD = "claude-sonnet-5-5"
DAY = date(2026, 11, 30)
UNLIMITED = 10**15


@dataclass
class Spent:
    """What a way of asking used."""

    cloud_nanodollars: int = 0
    tokens: int = 0
    cloud_tokens: int = 0
    calls: Counter[str] = field(default_factory=Counter)


@dataclass
class SimulatedRun:
    """Both ways over the same units."""

    routed: Spent = field(default_factory=Spent)
    always: Spent = field(default_factory=Spent)
    cache: AnswerCache = field(default_factory=lambda: AnswerCache("simulated", {}))
    hits: Counter[str] = field(default_factory=Counter)
    cache_wrong: int = 0

    def ask_all(self, units: Iterable[EditedUnit]) -> None:
        """Ask about every unit, both ways."""
        for unit in units:
            given = _given(unit)
            for name in LOCAL:
                self._charge(self.always, all_tasks()[name].request(given), CLOUD)
            for name in set(open_questions(unit)) & LOCAL.keys():
                self._route(all_tasks()[name], given, unit)

    def _route(self, task: PromptTask, given: dict[str, Any], unit: EditedUnit) -> None:
        cached = self.cache.find(task, given, unit.sql)
        if cached:
            self.hits[cached.found_by] += 1
            is_wrong = not _holds(task, unit, cached.value)
            self.cache_wrong += is_wrong and _holds(task, unit, _answer(task, unit))
            return
        request = task.request(given)
        local = ModelChoice("local", LOCAL[task.id])
        cloud = ModelChoice(CLOUD, 1.0, _price(request, usual=False))
        first = rank_models(task.id, [local, cloud], UNLIMITED)[0].choice
        is_right = first is cloud or _is_lucky(task, unit)
        self._charge(self.routed, request, first.model)
        if not is_right and is_worth_escalating(task.id, local, cloud):
            self._charge(self.routed, request, CLOUD)
            is_right = True
        if is_right:
            self.cache.keep(task, given, unit.sql, _answer(task, unit))

    def _charge(self, spent: Spent, request: ModelRequest, model: str) -> None:
        asked, answered = token_intervals(request)
        tokens = round(asked.usual + answered.usual)
        spent.tokens += tokens
        spent.calls["local" if model == "local" else "cloud"] += 1
        if model != "local":
            spent.cloud_tokens += tokens
            spent.cloud_nanodollars += _price(request, usual=True)


def _given(unit: EditedUnit) -> dict[str, Any]:
    return {
        "name": unit.name,
        "kind": unit.kind,
        "sql": prompt_text(unit.sql, CLOUD_TEXT),
        "variables": local_names(unit.sql),
        "identifiers": identifiers(unit.sql),
        "purposes": variable_notes(unit.sql),
    }


def _price(request: ModelRequest, *, usual: bool) -> int:
    asked, answered = token_intervals(request)
    if not usual:
        return find_model(CLOUD).most(round(asked.most), request.max_tokens, DAY)
    usage = TokenUsage(input=round(asked.usual), output=round(answered.usual))
    return find_model(CLOUD).price(DAY, usage.input).cost(usage)


def _answer(task: PromptTask, unit: EditedUnit) -> dict[str, Any]:
    """Return what the simulated model says."""
    if task.id != "name_variables":
        return {"text": f"{task.id} of {unit.name}"}
    return {"renames": [{"old": name, "evidence": "", "new": f"{name}_meaning"} for name in poor_names(unit.sql)]}


def _holds(task: PromptTask, unit: EditedUnit, answer: dict[str, Any]) -> bool:
    """Whether a cached answer is right here: the gate decides on names, anything else must be of this very unit."""
    if task.id != "name_variables":
        return answer == _answer(task, unit)
    changes = renamed_change(unit, {each["old"]: each["new"] for each in answer["renames"]})
    return all(pass_gate(unit, change).is_safe for change in changes)


def _is_lucky(task: PromptTask, unit: EditedUnit) -> bool:
    drawn = hashlib.sha256(f"{task.id}{unit.name}{unit.sql}".encode()).digest()[0] / 256
    return drawn < LOCAL[task.id]


def dollars(nanodollars: int) -> float:
    """Return dollars for people."""
    return round(nanodollars / NANODOLLARS, 4)
