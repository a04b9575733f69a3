"""The tables that a routine can read or change: those that it names, and those of what it calls or sets off."""

import re
from collections import defaultdict
from collections.abc import Mapping

from engine.trial.schema.trial_schema import RoutineShape, TrialSchema

_DYNAMIC = re.compile(r"\bEXECUTE\b", re.IGNORECASE)
_MOST_GUESSED = 2
_WORDS = re.compile(r"[A-Za-z_\u0080-\uffff][\w$]*")


def touched_tables(
    routine: RoutineShape, schema: TrialSchema, views: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """Return tables as in `TableShape.qualified`, in the order of the catalog.

    A name counts wherever the text has it, also in a string, because SQL may be put together from strings.
    """
    tables = {table.name.lower(): table.qualified for table in schema.tables}
    sources = defaultdict(list)
    for each in schema.routines:
        sources[each.name.lower()].append(each.source)
    sources |= {name.lower(): [text] for name, text in (views or {}).items()}
    triggered = _triggered(schema)
    found: set[str] = set()
    seen: set[str] = set()
    waiting = [routine.source]
    while waiting:
        words = {word.lower() for word in _WORDS.findall(waiting.pop())} - seen
        seen |= words
        for word in words:
            waiting += sources.get(word, [])
            if word in tables:
                found.add(tables[word])
                waiting += triggered.get(tables[word], [])
    if not found and _DYNAMIC.search(routine.source):  # any table may be meant
        found |= {each.qualified for each in schema.tables[:_MOST_GUESSED] if not each.is_view}
    return tuple(table.qualified for table in schema.tables if table.qualified in found)


def _triggered(schema: TrialSchema) -> Mapping[str, list[str]]:
    """Return the texts of the functions that changes of a table call."""
    by_function = {each.qualified: each.source for each in schema.routines}
    found: dict[str, list[str]] = defaultdict(list)
    for trigger in schema.triggers:
        found[trigger.table].append(by_function.get(trigger.function, ""))
    return found
