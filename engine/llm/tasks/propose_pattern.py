"""A name and a meaning for a template that several similar units share and the library does not have."""

import re
from typing import Any

from engine.llm.prompt_task import PromptTask, TaskInput
from engine.llm.schema.build_schema import items, one_of, record, text

_ID = re.compile(r"[a-z][a-z0-9_]{2,39}")
_PARAMETER = re.compile(r"[a-z][a-z0-9_]{0,39}")


def check_id(given: TaskInput, answer: Any) -> tuple[str, ...]:  # noqa: ANN401 - validated JSON
    """The id is new and plain; parameters are named once."""
    messages = []
    if not _ID.fullmatch(answer["id"]) or answer["id"] in given["known_patterns"]:
        messages.append(f"{answer['id']!r} is not a plain new id of 3 to 40 characters")
    names = [parameter["name"] for parameter in answer["parameters"]]
    messages += [f"parameter {name!r} occurs twice" for name in sorted({n for n in names if names.count(n) > 1})]
    return tuple(messages)


def check(given: TaskInput, answer: Any) -> tuple[str, ...]:  # noqa: ANN401 - validated JSON
    """Also, each parameter is one of the template, and gets a plain name."""
    old_names = [each["old"] for each in answer["parameters"]]
    unknown = {old for old in old_names if old not in given["parameters"] or old_names.count(old) > 1}
    names = [each["name"] for each in answer["parameters"]]
    kept = set(given["parameters"]) - set(old_names)
    taken = {name for name in names if not _PARAMETER.fullmatch(name) or name in kept}
    return (
        *check_id(given, answer),
        *(f"{old!r} is not a parameter of the template, or is named twice" for old in sorted(unknown)),
        *(f"{name!r} is not a plain name, or another parameter has it" for name in sorted(taken)),
    )


TASK = PromptTask(
    id="propose_pattern",
    title="Propose a pattern",
    inputs=("units", "template", "parameters", "similar", "known_patterns"),
    schema=record(
        shared=items(text(160, 3), most=8, least=1),
        differs=items(text(160, 3), most=8),
        id=text(40, 3),
        title=text(80, 3),
        description=text(400, 10),
        category=one_of("workflow", "validation", "audit", "lifecycle", "structure", "security", "calculation"),
        parameters=items(record(old=text(40, 1), name=text(32, 1), description=text(60)), most=16),
    ),
    max_tokens=2040,
    check=check,
)
