"""The same routine in other words: its variables renamed, without comments, a word a line."""

from engine.plpgsql import parse_body
from engine.proof.prove import prove
from engine.proof.renames.scopes import find_bindings
from engine.proof.verdict import VerdictKind
from engine.source.routine_body import routine_body
from engine.source.unit import Unit
from engine.trial.routine.routine_text import UntriableError, routine_text


def renamed_text(unit: Unit) -> str | None:
    """Return the other text; None where it is not proved to mean the same."""
    body = routine_body(unit)
    if body is None or unit.language != "plpgsql":
        return None
    parsed = parse_body(body.text)
    bindings = find_bindings(parsed, (), unit.name) or []
    fresh = {at: f"other_{number}" for number, each in enumerate(bindings) if not each.blocked for at in each.tokens}
    words = [fresh.get(at, body.text[each.start : each.end]) for at, each in enumerate(parsed.tokens)]
    try:
        text = routine_text(unit).with_body("\n".join(words)).text
    except UntriableError:
        return None
    return text if prove(unit.text, text).kind == VerdictKind.PROVED else None
