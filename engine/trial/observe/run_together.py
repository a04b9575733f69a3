"""Several runs in one message: each begins by rolling the one before back, so the server needs no answer in between."""

from collections.abc import Iterator, Sequence

from engine.trial.observe.run_script import RunScript
from engine.trial.sandbox.server_connection import MessageResult, ServerConnection

_TOGETHER = 8


def run_together(connection: ServerConnection, scripts: Sequence[RunScript]) -> list[MessageResult | None]:
    """Return the result of each run; None for one that must run alone.

    That is one after an error in the same message, one that did not end in time, since all share a deadline, and all
    of a message with notices, which do not say of which run they are.
    """
    groups = [scripts[at : at + _TOGETHER] for at in range(0, len(scripts), _TOGETHER)]
    answers = connection.run_each(";\n".join(each.text for each in group) for group in groups)
    found: list[MessageResult | None] = []
    for message, group in zip(answers, groups, strict=False):
        found += _parts(message, group)
    return [*found, *[None] * (len(scripts) - len(found))]


def _parts(message: MessageResult, group: Sequence[RunScript]) -> Iterator[MessageResult | None]:
    start = 0
    for script in group:
        statements = message.statements[start : start + len(script.statements)]
        start += len(script.statements)
        part = MessageResult(statements, ())
        is_whole = len(statements) == len(script.statements) or part.error is not None
        yield part if is_whole and not part.timed_out and not message.notices else None
