"""A template of format() with its arguments in it: `DROP TABLE %I{schema}.%I{table}`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_PLACE: Final = re.compile(r"%(?:%|([ILs])(\{[^{}\n]+\})?|.?)", re.DOTALL)


def fill_template(template: str, args: Sequence[str]) -> str | None:
    """Return the template with each argument after its place; None if that could not be read back."""
    filled, at, left = "", 0, list(args)
    for found in _PLACE.finditer(template):
        if found[0] == "%%":
            continue
        argument = left.pop(0) if found[1] and not found[2] and left else ""
        if not argument or re.search(r"[{}\n]", argument):
            return None
        filled, at = f"{filled}{template[at : found.end()]}{{{argument}}}", found.end()
    if left:
        return None
    return filled + template[at:]


def split_template(filled: str) -> tuple[str, tuple[str, ...]]:
    """Return a template and its arguments; raise ValueError for a place without an argument."""
    template, at, args = "", 0, []
    for found in _PLACE.finditer(filled):
        if found[0] == "%%":
            continue
        if not found[2]:
            raise ValueError(f"the place {found[0]} has no argument")
        args.append(found[2][1:-1])
        template, at = f"{template}{filled[at : found.end(1)]}", found.end()
    return template + filled[at:], tuple(args)
