"""A sequence, alone or behind an identity column."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lower.objects.comment import lower_comment, lower_owner
from engine.lower.objects.script_statement import LoweredStatement, Phase, build_statement, qualified_name
from engine.spec.model import SequenceSpec, SpecFile

OPTION_WORDS = {
    "name": "SEQUENCE NAME", "type": "AS", "increment": "INCREMENT BY", "min": "MINVALUE", "max": "MAXVALUE",
    "start": "START WITH", "cache": "CACHE", "cycle": "CYCLE", "owned_by": "OWNED BY",
}  # fmt: skip
UNLIMITED = {"min": "NO MINVALUE", "max": "NO MAXVALUE"}


def lower_sequence(sequence: SequenceSpec, spec: SpecFile) -> Iterator[LoweredStatement]:
    """CREATE SEQUENCE; who owns it is said once that is there, but never of one that was there before."""
    name = qualified_name(sequence.schema or spec.schema, sequence.name)
    persistence = f"{sequence.persistence.upper()} " if sequence.persistence else ""
    exists = "IF NOT EXISTS " if sequence.if_not_exists else ""
    clauses = [f"CREATE {persistence}SEQUENCE {exists}{name}"]
    said = ((key, getattr(sequence, key)) for key in ("type", "increment", "min", "max", "start", "cache"))
    clauses += [option_text(key, value) for key, value in said if value is not None]
    if sequence.cycle is not None:
        clauses.append(option_text("cycle", "true" if sequence.cycle else "false"))
    owner = [f"OWNED BY {'NONE' if sequence.owned_by == 'none' else sequence.owned_by}"] if sequence.owned_by else []
    at_once = owner if sequence.if_not_exists else []
    yield build_statement(Phase.SEQUENCE, [*clauses, *at_once], sequence.note, (name,))
    if owner and not at_once:
        yield build_statement(Phase.CHANGE, [f"ALTER SEQUENCE {name}", *owner])
    yield from lower_owner(f"SEQUENCE {name}", sequence.owner)
    yield from lower_comment(f"SEQUENCE {name}", sequence.description)


def option_text(key: str, value: str) -> str:
    """One option as SQL spells it."""
    if value == "none" and key in UNLIMITED:
        return UNLIMITED[key]
    if key == "cycle":
        return "CYCLE" if value == "true" else "NO CYCLE"
    return f"{OPTION_WORDS[key]} {value}"
