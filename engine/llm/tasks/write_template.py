"""An idiomatic template of a pattern for a target language."""

from engine.llm.prompt_task import PromptTask
from engine.llm.schema.build_schema import items, record, text

TASK = PromptTask(
    id="write_template",
    title="Write a template",
    inputs=("pattern", "language", "parameters", "messages"),
    schema=record(approach=text(400, 10), template=text(2000, 10), caveats=items(text(160), most=6)),
    max_tokens=1800,
)
