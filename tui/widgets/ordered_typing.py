"""Typing in the order of the keys, also where they come faster than the screen is painted."""

from collections.abc import Mapping
from functools import cache

from textual import events
from textual.binding import Binding
from textual.widgets import Input, TextArea


async def type_in_order(field: Input | TextArea, event: events.Key) -> None:
    """Move or delete where the key arrives.

    A letter is written there, but a backspace or an arrow is a binding: its key goes by all parents first, and what
    was typed behind it would be written before it counts.
    """
    action = _moves(type(field)).get(event.key)
    if action is not None:
        event.stop()
        event.prevent_default()
        await field.run_action(action)


class LineInput(Input):
    """A line to type in."""

    async def on_key(self, event: events.Key) -> None:
        await type_in_order(self, event)


@cache
def _moves(kind: type[Input | TextArea]) -> Mapping[str, str]:
    """The keys of a field and of what it is made from, by the actions that they stand for."""
    declared = [base.__dict__.get("BINDINGS", ()) for base in kind.__mro__ if issubclass(base, Input | TextArea)]
    return {binding.key: binding.action for each in reversed(declared) for binding in Binding.make_bindings(each)}
