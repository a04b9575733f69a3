"""A spec that a validator refuses, corrected by what the validator said."""

from typing import Any

from engine.llm.prompt_task import PromptTask, TaskInput
from engine.llm.schema.build_schema import items, record, text


def check(given: TaskInput, answer: Any) -> tuple[str, ...]:  # noqa: ANN401 - validated JSON
    """The text to be replaced occurs exactly once, so that a replacement is unambiguous."""
    counts = {each["find"]: given["spec"].count(each["find"]) for each in answer["replacements"]}
    return tuple(f"{find!r} occurs {count} times in the spec" for find, count in counts.items() if count != 1)


TASK = PromptTask(
    id="repair",
    title="Repair a spec",
    inputs=("spec", "sql", "messages"),
    schema=record(
        cause=text(400, 5),
        replacements=items(record(find=text(400, 1), replace=text(400)), most=5, least=1),
    ),
    max_tokens=1600,
    check=check,
)
