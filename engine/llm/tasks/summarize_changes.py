"""What a proposal changes, in a few lines, for a reviewer who has a minute."""

from engine.llm.prompt_task import PromptTask
from engine.llm.schema.build_schema import items, record, text

TASK = PromptTask(
    id="summarize_changes",
    title="Summarise changes",
    inputs=("name", "before", "after"),
    schema=record(changes=items(text(160, 3), most=8, least=1), look_at=text(200)),
    max_tokens=520,
)
