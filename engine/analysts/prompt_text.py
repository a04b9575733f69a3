"""A text as it may leave for a model: secrets masked, literals and comments hidden unless the project allows them."""

from engine.analysts.hide_comments import hide_comments
from engine.analysts.shown_text import ShownText
from engine.findings.mask_secrets import mask_secrets
from engine.llm.placeholders import hide_literals


def prompt_text(sql: str, shown: ShownText) -> str:
    """Return the SQL of a unit for a prompt; it keeps its lines."""
    masked = mask_secrets(sql)
    if not shown.comments:
        masked = hide_comments(masked)
    if shown.literals:
        return masked
    return hide_literals(masked).text
