"""One or two sentences on what a unit does, for a reader who knows the business and not the code."""

from typing import Any

from engine.llm.prompt_task import PromptTask, TaskInput
from engine.llm.schema.build_schema import items, number, record, text


def check(given: TaskInput, answer: Any) -> tuple[str, ...]:  # noqa: ANN401 - validated JSON
    """The evidence names lines that exist."""
    last = given["sql"].count("\n") + 1
    wrong = [line for line in answer["evidence_lines"] if line > last]
    return tuple(f"line {line} does not exist: the unit has {last} lines" for line in wrong)


TASK = PromptTask(
    id="describe",
    title="Describe",
    inputs=("name", "kind", "sql"),
    schema=record(evidence_lines=items(number(1, 9999), most=8, least=1), description=text(400, 10)),
    max_tokens=400,
    check=check,
)
