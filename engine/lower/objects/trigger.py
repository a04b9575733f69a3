"""A trigger, of a table or of the database."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lower.clauses import clause, keyword, name_list
from engine.lower.literals import quote_literal
from engine.lower.objects.comment import lower_comment
from engine.lower.objects.constraint import deferral_words
from engine.lower.objects.script_statement import LoweredStatement, Phase, build_statement, join_words
from engine.lower.sql_text import in_parentheses
from engine.spec.model import AnyTriggerSpec, EventTriggerSpec, SpecFile, TriggerSpec, UpdateOf

ENABLED = {"disabled": "DISABLE", "replica": "ENABLE REPLICA", "always": "ENABLE ALWAYS"}


def lower_trigger(trigger: AnyTriggerSpec, spec: SpecFile) -> Iterator[LoweredStatement]:
    """CREATE TRIGGER on its own table, else on the table of its file; or CREATE EVENT TRIGGER."""
    if isinstance(trigger, EventTriggerSpec):
        yield from _lower_event_trigger(trigger)
    elif isinstance(trigger, TriggerSpec):
        yield from _lower_table_trigger(trigger, trigger.table or spec.table or "")


def _lower_table_trigger(trigger: TriggerSpec, table: str) -> Iterator[LoweredStatement]:
    words = ["CREATE", keyword("OR REPLACE", trigger.replace), keyword("CONSTRAINT", trigger.constraint), "TRIGGER"]
    clauses = [
        join_words(*words, trigger.name),
        f"{trigger.timing.upper()} {' OR '.join(_event(event) for event in trigger.events)} ON {table}",
        clause("FROM", trigger.from_),
        *deferral_words(trigger.deferrable, trigger.initially),
        *_transitions(trigger),
        clause("FOR EACH", trigger.level, str.upper),
        clause("WHEN", trigger.when, in_parentheses),
        f"EXECUTE FUNCTION {trigger.function}{_literals(trigger.arguments)}",
    ]
    yield build_statement(Phase.TRIGGER, clauses, trigger.note)
    if trigger.enabled:
        yield build_statement(Phase.TRIGGER, [f"ALTER TABLE {table} {ENABLED[trigger.enabled]} TRIGGER {trigger.name}"])
    yield from lower_comment(f"TRIGGER {trigger.name} ON {table}", trigger.description)


def _literals(texts: tuple[str, ...]) -> str:
    return name_list(tuple(quote_literal(text) for text in texts))


def _event(event: str | UpdateOf) -> str:
    if isinstance(event, UpdateOf):
        return f"UPDATE OF {', '.join(event.update)}"
    return event.upper()


def _transitions(trigger: TriggerSpec) -> list[str]:
    if trigger.referencing is None:
        return []
    pairs = (("OLD", trigger.referencing.old), ("NEW", trigger.referencing.new))
    return ["REFERENCING " + " ".join(f"{word} TABLE AS {name}" for word, name in pairs if name)]


def _lower_event_trigger(trigger: EventTriggerSpec) -> Iterator[LoweredStatement]:
    tags = clause("WHEN TAG IN", trigger.tags, _literals)
    head = f"CREATE EVENT TRIGGER {trigger.name} ON {trigger.event}"
    yield build_statement(Phase.TRIGGER, [head, tags, f"EXECUTE FUNCTION {trigger.function}()"], trigger.note)
    if trigger.enabled:
        yield build_statement(Phase.TRIGGER, [f"ALTER EVENT TRIGGER {trigger.name} {ENABLED[trigger.enabled]}"])
    yield from lower_comment(f"EVENT TRIGGER {trigger.name}", trigger.description)
