"""Whether a spec is proved to mean a statement: it is read, lowered and compared."""

from engine.lower.action import lower_action
from engine.lower.file import lower_file
from engine.proof.prove import prove
from engine.proof.verdict import VerdictKind
from engine.spec.reader import read_spec


def is_proved(spec: str, sql: str) -> bool:
    """Prove a spec; what cannot be read or lowered raises SpecError or LowerError."""
    return prove(sql, lowered_text(spec)).kind is VerdictKind.PROVED


def lowered_text(spec: str) -> str:
    """Return the SQL of a spec of one unit."""
    found = read_spec(spec)
    return lower_action(found.actions[0], found) if found.actions else lower_file(found)
