"""A pattern from a person's description of it: parameters with defaults, and its spec."""

from engine.llm.prompt_task import PromptTask
from engine.llm.schema.build_schema import items, one_of, record, text
from engine.llm.tasks.propose_pattern import check_id

TASK = PromptTask(
    id="create_pattern",
    title="Create a pattern from a description",
    inputs=("description", "category", "namespace", "known_patterns", "similar", "messages"),
    schema=record(
        understanding=text(400, 10),
        id=text(40, 3),
        title=text(80, 3),
        description=text(400, 10),
        parameters=items(
            record(
                name=text(40, 1),
                type=one_of("name", "title", "type", "integer", "boolean", "word", "text", "sql"),
                default=text(120, 1),
                description=text(120),
            ),
            most=12,
        ),
        spec=text(2000, 10),
    ),
    max_tokens=2400,
    check=check_id,
)
