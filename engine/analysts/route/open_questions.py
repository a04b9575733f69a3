"""What is worth asking about a unit: rules answer first, and a question without a use is not asked."""

import re
from collections.abc import Iterator

from engine.analysts.local_names import local_names
from engine.analysts.prompt_text import MOST_CHARACTERS, prompt_text
from engine.analysts.shown_text import CLOUD_TEXT
from engine.check_edit import EditedUnit
from engine.fault import EngineError
from engine.source.unit import ROUTINES
from engine.spec.reader import read_spec

TRIVIAL = 12  # words in a routine that explains itself
_CHANGES = re.compile(r"\b(insert\s+into|update|delete\s+from|truncate|call)\b", re.IGNORECASE)
_SAYS_LITTLE = re.compile(r"[a-z]|[vlpn]_?[a-z]{0,3}\d*|_?(tmp|temp|rec|row|cnt|num|val|res|ret|cur|str|var)_?\d*")


def open_questions(unit: EditedUnit) -> tuple[str, ...]:
    """Return the ids of the tasks that may improve this unit; none for what is not a routine, or is too long."""
    if unit.kind not in ROUTINES or not _fits(unit.sql):
        return ()
    return tuple(_questions(unit))


def _fits(sql: str) -> bool:
    """Whether a unit fits into a prompt, shortened if need be."""
    return len(sql) <= MOST_CHARACTERS or len(prompt_text(sql, CLOUD_TEXT)) <= MOST_CHARACTERS


def _questions(unit: EditedUnit) -> Iterator[str]:
    if poor_names(unit.sql):
        yield "name_variables"
    is_trivial = len(unit.sql.split()) <= TRIVIAL
    if not is_trivial and not _has_note(unit.lift or ""):
        yield "describe"
    if not is_trivial and _CHANGES.search(unit.sql):
        yield "infer_intent"
    if re.search(r"\b(raise|check|assert)\b", unit.sql, re.IGNORECASE):
        yield "extract_rules"


def poor_names(sql: str) -> tuple[str, ...]:
    """Return the local names that say little by their form."""
    return tuple(name for name in local_names(sql) if _SAYS_LITTLE.fullmatch(name))


def _has_note(spec: str) -> bool:
    """Whether somebody has described the routine already."""
    try:
        return any(action.note or action.description for action in read_spec(spec).actions)
    except EngineError:
        return False
