"""Whether a unit is an instance of a pattern that retrieval found."""

from engine.llm.prompt_task import PromptTask
from engine.llm.schema.build_schema import items, number, record, text, yes_or_no
from engine.llm.tasks.describe import check

TASK = PromptTask(
    id="match_pattern",
    title="Match a pattern",
    inputs=("name", "sql", "pattern", "near_misses"),
    schema=record(
        evidence_lines=items(number(1, 9999), most=12),
        missing=items(text(120), most=6),
        analysis=text(600),
        is_match=yes_or_no(),
        confidence=number(0, 100),
    ),
    max_tokens=700,
    check=check,
)
