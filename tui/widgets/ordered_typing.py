"""Input in the order of the keys, even when they arrive faster than the screen is painted."""

from collections.abc import Mapping
from functools import cache

from textual import events
from textual.binding import Binding
from textual.widgets import Input, TextArea


async def type_in_order(field: Input | TextArea, event: events.Key) -> None:
    """Move or delete as soon as the key arrives.

    A letter is inserted at once, but backspace and arrows are bindings: their keys pass all parents first, and what
    is typed after them would be inserted before they take effect.
    """
    action = _moves(type(field)).get(event.key)
    if action is not None:
        event.stop()
        event.prevent_default()
        await field.run_action(action)


class LineInput(Input):
    """An input of one line."""

    async def on_key(self, event: events.Key) -> None:
        await type_in_order(self, event)


@cache
def _moves(kind: type[Input | TextArea]) -> Mapping[str, str]:
    """Return the actions of a field and of its base classes, by key."""
    declared = [base.__dict__.get("BINDINGS", ()) for base in kind.__mro__ if issubclass(base, Input | TextArea)]
    return {binding.key: binding.action for each in reversed(declared) for binding in Binding.make_bindings(each)}
