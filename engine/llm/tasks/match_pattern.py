"""Whether a unit is an instance of a pattern that retrieval found."""

from typing import Any

from engine.llm.prompt_task import PromptTask, TaskInput
from engine.llm.schema.build_schema import items, number, record, text, yes_or_no
from engine.llm.tasks.describe import check as check_lines


def check(given: TaskInput, answer: Any) -> tuple[str, ...]:  # noqa: ANN401 - validated JSON
    """The answer is about the pattern that was asked about, and agrees with its own evidence."""
    messages = list(check_lines(given, answer))
    if answer["pattern"] != given["pattern"]["id"]:
        messages.append(f"the question is about {given['pattern']['id']}, not about {answer['pattern']!r}")
    if answer["is_match"] and (answer["missing"] or not answer["evidence_lines"]):
        messages.append("a match names the lines that fulfil the pattern, and nothing is missing")
    return tuple(messages)


TASK = PromptTask(
    id="match_pattern",
    title="Match a pattern",
    inputs=("name", "sql", "pattern", "near_misses"),
    schema=record(
        pattern=text(60, 1),
        evidence_lines=items(number(1, 9999), most=12),
        missing=items(text(120), most=6),
        analysis=text(600),
        is_match=yes_or_no(),
        confidence=number(0, 100),
    ),
    max_tokens=700,
    check=check,
)
