"""The business rules that a unit enforces, each with the lines that enforce it."""

from typing import Any

from engine.llm.prompt_task import PromptTask, TaskInput
from engine.llm.schema.build_schema import items, number, one_of, record, text


def check(given: TaskInput, answer: Any) -> tuple[str, ...]:  # noqa: ANN401 - validated JSON
    """Each rule names lines that exist, in order."""
    last = given["sql"].count("\n") + 1
    return tuple(
        f"rule {at}: lines {rule['first_line']} to {rule['last_line']} are not lines of the unit, which has {last}"
        for at, rule in enumerate(answer["rules"], 1)
        if not rule["first_line"] <= rule["last_line"] <= last
    )


TASK = PromptTask(
    id="extract_rules",
    title="Extract business rules",
    inputs=("name", "kind", "sql"),
    schema=record(
        rules=items(
            record(
                first_line=number(1, 9999),
                last_line=number(1, 9999),
                kind=one_of("constraint", "calculation", "permission", "state", "default", "deadline"),
                rule=text(240, 5),
            ),
            most=12,
        )
    ),
    max_tokens=1500,
    check=check,
)
