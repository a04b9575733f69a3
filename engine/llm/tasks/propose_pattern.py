"""A reusable pattern that several similar units share and the library does not have."""

import re
from typing import Any

from engine.llm.prompt_task import PromptTask, TaskInput
from engine.llm.schema.build_schema import items, one_of, record, text

_ID = re.compile(r"[a-z][a-z0-9_]{2,39}")


def check(given: TaskInput, answer: Any) -> tuple[str, ...]:  # noqa: ANN401 - validated JSON
    """The id is new and plain; parameters are named once."""
    messages = []
    if not _ID.fullmatch(answer["id"]) or answer["id"] in given["known_patterns"]:
        messages.append(f"{answer['id']!r} is not a plain new id of 3 to 40 characters")
    names = [parameter["name"] for parameter in answer["parameters"]]
    messages += [f"parameter {name!r} occurs twice" for name in sorted({n for n in names if names.count(n) > 1})]
    return tuple(messages)


TASK = PromptTask(
    id="propose_pattern",
    title="Propose a pattern",
    inputs=("units", "known_patterns"),
    schema=record(
        shared=items(text(160, 3), most=8, least=1),
        differs=items(text(160, 3), most=8),
        id=text(40, 3),
        title=text(80, 3),
        description=text(400, 10),
        category=one_of("workflow", "validation", "audit", "lifecycle", "structure", "security", "calculation"),
        parameters=items(
            record(
                name=text(40, 1),
                type=one_of("table", "column", "text", "integer", "expression", "list"),
                description=text(120),
            ),
            most=12,
        ),
    ),
    max_tokens=2000,
    check=check,
)
