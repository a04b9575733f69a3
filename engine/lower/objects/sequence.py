"""A sequence, by itself or of an identity column."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lower.clauses import clause, keyword
from engine.lower.objects.comment import lower_comment, lower_owner
from engine.lower.objects.script_statement import LoweredStatement, Phase, build_statement, join_words, qualified_name
from engine.spec.model import SequenceSpec, SpecFile

OPTION_WORDS = {
    "name": "SEQUENCE NAME", "type": "AS", "increment": "INCREMENT BY", "min": "MINVALUE", "max": "MAXVALUE",
    "start": "START WITH", "cache": "CACHE", "cycle": "CYCLE", "owned_by": "OWNED BY",
}  # fmt: skip
UNLIMITED = {"min": "NO MINVALUE", "max": "NO MAXVALUE"}


def lower_sequence(sequence: SequenceSpec, spec: SpecFile) -> Iterator[LoweredStatement]:
    """CREATE SEQUENCE, then OWNED BY once its table exists; one that may exist already keeps it inline."""
    name = qualified_name(sequence.schema or spec.schema, sequence.name)
    exists = keyword("IF NOT EXISTS", sequence.if_not_exists)
    clauses = [join_words("CREATE", (sequence.persistence or "").upper(), "SEQUENCE", exists, name)]
    options = ((key, getattr(sequence, key)) for key in ("type", "increment", "min", "max", "start", "cache"))
    clauses += [option_text(key, value) for key, value in options if value is not None]
    if sequence.cycle is not None:
        clauses.append(option_text("cycle", str(sequence.cycle).lower()))
    owner = clause("OWNED BY", sequence.owned_by, _owner_text)
    if sequence.if_not_exists:
        clauses.append(owner)
    yield build_statement(Phase.SEQUENCE, clauses, sequence.note, (name,))
    if owner and not sequence.if_not_exists:
        yield build_statement(Phase.CHANGE, [f"ALTER SEQUENCE {name}", owner])
    yield from lower_owner(f"SEQUENCE {name}", sequence.owner)
    yield from lower_comment(f"SEQUENCE {name}", sequence.description)


def _owner_text(column: str) -> str:
    if column == "none":
        return "NONE"
    return column


def option_text(key: str, value: str) -> str:
    """One option as SQL spells it."""
    if value == "none" and key in UNLIMITED:
        return UNLIMITED[key]
    if key == "cycle":
        if value == "true":
            return "CYCLE"
        return "NO CYCLE"
    return f"{OPTION_WORDS[key]} {value}"
