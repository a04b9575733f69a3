"""Names that the server gives by itself, or reads in a way of its own."""

import re

from engine.proof.text.identifiers import is_keyword

_SYSTEM = re.compile(r"ctid|[xc](min|max)|tableoid|oid|column\d+|ordinality|excluded|f\d+|__Case__Variable_\d+__")
_HANDLED = frozenset({"sqlstate", "sqlerrm"})  # every block with an EXCEPTION declares them, nearer than ours


def is_server_name(name: str) -> bool:
    """Whether a column or a variable may get this name without anyone writing it."""
    return is_keyword(name) or name in _HANDLED or bool(_SYSTEM.fullmatch(name))
