"""The procedures that a procedure can call, directly or through others: one of them may end the transaction."""

import re
from collections.abc import Iterator

from engine.trial.schema.trial_schema import RoutineShape, TrialSchema

_WORDS = re.compile(r"[A-Za-z_\u0080-\uffff][\w$]*")


def called_procedures(routine: RoutineShape, schema: TrialSchema) -> tuple[RoutineShape, ...]:
    """Return them once each. A name counts wherever a text has it, also in a string."""
    if routine.kind != "procedure":
        return ()  # a function cannot end a transaction, whatever it calls
    found: dict[str, RoutineShape] = {}
    waiting = [routine]
    while waiting:
        for each in _named_in(waiting.pop().source, schema):
            if f"{each.qualified}({each.identity})" not in found:
                found[f"{each.qualified}({each.identity})"] = each
                waiting.append(each)
    return tuple(found.values())


def _named_in(source: str, schema: TrialSchema) -> Iterator[RoutineShape]:
    words = {word.lower() for word in _WORDS.findall(source)}
    return (each for each in schema.routines if each.kind == "procedure" and each.name.lower() in words)
