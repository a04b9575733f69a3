"""What a unit is for, and how sure the evidence makes it: a verdict after its evidence."""

from engine.llm.prompt_task import PromptTask
from engine.llm.schema.build_schema import items, number, one_of, record, text
from engine.llm.tasks.describe import check

TASK = PromptTask(
    id="infer_intent",
    title="Infer intent",
    inputs=("name", "kind", "sql"),
    schema=record(
        evidence_lines=items(number(1, 9999), most=8, least=1),
        analysis=text(600),
        intent=one_of("read", "compute", "validate", "create", "change", "remove", "synchronise", "report", "maintain"),
        subject=text(80, 1),
        confidence=number(0, 100),
    ),
    max_tokens=600,
    check=check,
)
