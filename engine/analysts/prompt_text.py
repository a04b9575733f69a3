"""A text as it may leave for a model: secrets masked, and literals hidden unless the project allows them."""

from engine.findings.mask_secrets import mask_secrets
from engine.llm.placeholders import hide_literals


def prompt_text(sql: str, *, with_literals: bool) -> str:
    """Return the SQL of a unit for a prompt; it keeps its lines."""
    masked = mask_secrets(sql)
    if with_literals:
        return masked
    return hide_literals(masked).text
