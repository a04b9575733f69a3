"""A text with expressions in it: `DROP TABLE {quote_ident(name)}`; a doubled brace is a brace."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_PART: Final = re.compile(r"\{\{|\}\}|\{([^{}]+)\}|[{}]")


class TextPart(NamedTuple):
    """A piece of literal text, or an expression."""

    text: str
    is_expression: bool


def parts_from_text(text: str) -> tuple[TextPart, ...]:
    """Return the pieces of a text in order; raise ValueError for a brace without a partner."""
    parts: list[TextPart] = []
    literal, at = "", 0
    for found in _PART.finditer(text):
        literal, at = literal + text[at : found.start()], found.end()
        if found[1] is not None:
            parts += [TextPart(literal, is_expression=False)] if literal else []
            parts.append(TextPart(found[1], is_expression=True))
            literal = ""
        elif len(found[0]) == 1:
            raise ValueError(f"the brace at character {found.start() + 1} has no partner")
        else:
            literal += found[0][0]
    literal += text[at:]
    return (*parts, *([TextPart(literal, is_expression=False)] if literal else []))


def text_from_parts(parts: tuple[TextPart, ...]) -> str:
    """Return the text of some pieces."""
    return "".join(f"{{{part.text}}}" if part.is_expression else _escaped(part.text) for part in parts)


def _escaped(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")
