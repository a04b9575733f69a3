"""Literals of old settings: a backslash before a quote escaped it while `standard_conforming_strings` was off."""

import re
from dataclasses import replace

from engine.fault import Fault

_ESCAPED_QUOTE = re.compile(r"(?<![eE\w])'(?:[^'\\\n]|\\[^'\n])*\\'")
_CAUSED = frozenset({"source.syntax", "source.unterminated"})


def explained_fault(text: str, fault: Fault, start: int) -> Fault:
    r"""Return the fault of a statement that begins at `start`; one that `\'` in a plain literal causes says so."""
    found = _ESCAPED_QUOTE.search(text) if fault.code in _CAUSED else None
    if found is None or (fault.place is not None and fault.place < start + found.start()):
        return fault
    return replace(
        fault,
        code="source.old_string",
        sentence=f"the literal ends at the quote behind the backslash: {found.group()[-20:]}",
        hint=r"It was written for standard_conforming_strings = off. Write '' for the quote, or E'…' for the literal.",
        place=start + found.end() - 1,
    )
