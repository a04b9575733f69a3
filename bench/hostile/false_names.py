"""A model that proposes names which capture columns, parameters, tables or keywords of the unit."""

from collections.abc import Iterator

from engine.analysts.analyst import AnalystContext
from engine.analysts.gate import pass_gate
from engine.analysts.local_names import local_names, rename_locals
from engine.analysts.proposal import ProposedChange
from engine.analysts.roles.namer import propose
from engine.check_edit import EditedUnit
from engine.conversion import convert_file
from engine.llm.ask_model import ModelAnswer, ask_model
from engine.llm.language_model import Completion, LanguageModel, ModelRequest, TokenUsage
from engine.llm.prompt_task import PromptTask, TaskInput
from engine.plpgsql.lexer import tokenize
from engine.source.routine_body import routine_body
from engine.source.split_file import split
from hostile.attack import Attack

MANY = 6  # words of a unit that are tried as new names
BAD_NAMES = ("Total", "a b", "x; DROP TABLE t", '"quoted"', "select", "found", "tg_op", "sqlstate", "é", "x" * 80, "")


def attack_names(unit: EditedUnit) -> Iterator[Attack]:
    """Yield renames to words that the unit uses already, past the task's own check, and names that are none."""
    variables = local_names(unit.sql)
    if not variables:
        return
    taken = sorted(bare_words(unit.sql) - set(variables))
    for word in taken[:: max(1, len(taken) // MANY)]:
        yield Attack("captured name", unit.name, proved_name=_past_the_check(unit, variables[0], word))
    for word in BAD_NAMES:
        yield Attack("bad name", unit.name, _as_an_answer(unit, variables[0], word))


def bare_words(sql: str) -> set[str]:
    """Return the names in a body that stand alone: not a part of a path, no function."""
    unit = split(sql).units[0]
    body = routine_body(unit)
    tokens = tokenize(body.text)[0] if body else ()
    words = ["", *(token.word for token in tokens), ""]
    return {
        token.word
        for at, token in enumerate(tokens, 1)
        if token.name == "IDENT" and "." not in (words[at - 1], words[at + 1]) and words[at + 1] != "("
    }


def _past_the_check(unit: EditedUnit, old: str, new: str) -> str:
    """Rename without the task's check, so that the gate alone decides."""
    renamed = rename_locals(unit.sql, {old: new})
    found = list(convert_file(split(renamed))) if renamed else []
    if len(found) != 1 or not found[0].ok:
        return ""
    gated = pass_gate(unit, ProposedChange("namer", "rename", found[0].spec, ""))
    return f"{old} became {new}" if gated.is_safe else ""


def _as_an_answer(unit: EditedUnit, old: str, new: str) -> str:
    """Give the name as a model's answer, through validation, repair and the gate."""
    model = _Stubborn(f'{{"renames": [{{"old": "{old}", "evidence": "", "new": "{_escaped(new)}"}}]}}')
    context = AnalystContext(lambda task, given: _ask(model, task, given))
    gated = [pass_gate(unit, change) for change in propose(unit, context).changes]
    return f"{old} became {new}" if any(change.is_safe for change in gated) else ""


def _ask(model: LanguageModel, task: PromptTask, given: TaskInput) -> ModelAnswer:
    return ask_model(model, task, given, lambda _request: True)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


class _Stubborn:
    """A model that always says the same."""

    name = "stubborn"

    def __init__(self, answer: str) -> None:
        self.answer = answer

    def count_tokens(self, request: ModelRequest) -> int:
        return len(request.prompt)

    def complete(self, _request: ModelRequest) -> Completion:
        return Completion(self.answer, TokenUsage(1, 1))
