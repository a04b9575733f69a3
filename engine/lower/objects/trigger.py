"""A trigger, of a table or of the database."""

from __future__ import annotations

from collections.abc import Iterator

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
    words = ["CREATE", "OR REPLACE" if trigger.replace else "", "CONSTRAINT" if trigger.constraint else "", "TRIGGER"]
    clauses = [
        join_words(*words, trigger.name),
        f"{trigger.timing.upper()} {' OR '.join(_event(event) for event in trigger.events)} ON {table}",
        f"FROM {trigger.from_}" if trigger.from_ else "",
        *deferral_words(trigger.deferrable, trigger.initially),
        *_transitions(trigger),
        f"FOR EACH {trigger.level.upper()}" if trigger.level else "",
        f"WHEN {in_parentheses(trigger.when)}" if trigger.when else "",
        f"EXECUTE FUNCTION {trigger.function}({', '.join(quote_literal(text) for text in trigger.arguments)})",
    ]
    yield build_statement(Phase.TRIGGER, clauses, trigger.note)
    if trigger.enabled:
        yield build_statement(Phase.TRIGGER, [f"ALTER TABLE {table} {ENABLED[trigger.enabled]} TRIGGER {trigger.name}"])
    yield from lower_comment(f"TRIGGER {trigger.name} ON {table}", trigger.description)


def _event(event: str | UpdateOf) -> str:
    return f"UPDATE OF {', '.join(event.update)}" if isinstance(event, UpdateOf) else event.upper()


def _transitions(trigger: TriggerSpec) -> list[str]:
    if trigger.referencing is None:
        return []
    pairs = (("OLD", trigger.referencing.old), ("NEW", trigger.referencing.new))
    return ["REFERENCING " + " ".join(f"{word} TABLE AS {name}" for word, name in pairs if name)]


def _lower_event_trigger(trigger: EventTriggerSpec) -> Iterator[LoweredStatement]:
    tags = f"WHEN TAG IN ({', '.join(quote_literal(tag) for tag in trigger.tags)})" if trigger.tags else ""
    head = f"CREATE EVENT TRIGGER {trigger.name} ON {trigger.event}"
    yield build_statement(Phase.TRIGGER, [head, tags, f"EXECUTE FUNCTION {trigger.function}()"], trigger.note)
    if trigger.enabled:
        yield build_statement(Phase.TRIGGER, [f"ALTER EVENT TRIGGER {trigger.name} {ENABLED[trigger.enabled]}"])
    yield from lower_comment(f"EVENT TRIGGER {trigger.name}", trigger.description)
