"""What a proposal changes, in a few lines, for a reviewer who has a minute; checked against the facts of both texts."""

import re
from collections.abc import Iterator
from typing import Any

from engine.llm.prompt_task import PromptTask, TaskInput
from engine.llm.schema.build_schema import items, record, text

_NAME = re.compile(r"[`'\"<][^`'\"<>]+[`'\">]|[A-Za-z][\w$]*[._$][\w.$]*\w|[A-Z]{3,}\b|\w*\d[\w.]*")
_JUDGEMENT = re.compile(
    r"\b(safe|safely|harmless|correct|correctly|verified|approved?|proved|equivalent|same meaning|no risk|bug-free)\b",
    re.IGNORECASE,
)


def check(given: TaskInput, answer: Any) -> tuple[str, ...]:  # noqa: ANN401 - validated JSON
    """Every name, number and quoted text occurs in one of the specs, and nothing is judged."""
    facts = f"{given['name']}\n{given['before']}\n{given['after']}".casefold()
    return tuple(dict.fromkeys(_wrong(facts, [*answer["changes"], answer["look_at"]])))


def _wrong(facts: str, lines: list[str]) -> Iterator[str]:
    for line in lines:
        for found in _NAME.findall(line):
            name = found.strip("`'\"<>").casefold()
            if name not in facts:
                yield f"{name!r} occurs in neither spec"
        if judged := _JUDGEMENT.search(line):
            yield f"{judged.group()!r}: a summary says what changes, not whether that is right"


TASK = PromptTask(
    id="summarize_changes",
    title="Summarise changes",
    inputs=("name", "before", "after"),
    schema=record(changes=items(text(160, 3), most=8, least=1), look_at=text(200)),
    max_tokens=520,
    check=check,
)
