"""A text as it may leave for a model: secrets masked, literals and comments hidden unless the project allows them."""

from engine.analysts.hide_comments import hide_comments
from engine.analysts.shown_text import ShownText
from engine.analysts.trim_sql import trim_sql
from engine.findings.mask_secrets import mask_secrets
from engine.llm.placeholders import hide_literals

MOST_CHARACTERS = 12_000  # about what fits into a context of 4,096 tokens with its answer


def prompt_text(sql: str, shown: ShownText) -> str:
    """Return the SQL of a unit for a prompt, shortened if it is too long; it keeps its lines."""
    masked = mask_secrets(sql)
    if not shown.comments or len(masked) > MOST_CHARACTERS:
        masked = hide_comments(masked)
    if not shown.literals:
        masked = hide_literals(masked).text
    return trim_sql(masked, MOST_CHARACTERS)
