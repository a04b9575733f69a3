"""What help says of a place: every action with its keys as they are mapped now, in groups, the nearest first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual.dom import DOMNode
from textual.screen import ActiveBinding, Screen

from tui.screen import DeckScreen


@dataclass(frozen=True, slots=True)
class Entry:
    """One action; `why` says why it does nothing now, and is empty if it does something."""

    keys: tuple[str, ...]
    title: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """What one part of the screen can do."""

    title: str
    entries: Sequence[Entry]


def groups(screen: Screen[object]) -> list[Group]:
    """All that the focused widget, what is around it and the screen can do."""
    by_node: dict[DOMNode, dict[str, Entry]] = {}
    for active in screen.active_bindings.values():
        binding = active.binding
        if binding.description and not binding.system:
            entries = by_node.setdefault(active.node, {})
            key, before = screen.app.get_key_display(binding), entries.get(binding.description)
            keys = (*before.keys, key) if before else (key,)
            entries[binding.description] = Entry(keys, binding.description, _why(active, screen))
    return [Group(_title(node, screen), list(entries.values())) for node, entries in by_node.items()]


def _why(active: ActiveBinding, screen: Screen[object]) -> str:
    if active.enabled:
        return ""
    action = active.binding.action.partition("(")[0]
    told = screen.why_not(action) if isinstance(screen, DeckScreen) else None
    return told or "Not now."


_TITLES: Mapping[str, str] = {"Rows": "In the list", "DiffView": "In the diff", "QueryInput": "In the query"}


def _title(node: DOMNode, screen: Screen[object]) -> str:
    if node is screen.app:
        return "Everywhere"
    return "Here" if node is screen else _TITLES.get(type(node).__name__, "While typing")
