"""What help says of a place: every action with its keys as they are mapped now, in groups, deciding first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual.dom import DOMNode
from textual.screen import ActiveBinding, Screen

from tui.deck_screen import DeckScreen


@dataclass(frozen=True, slots=True)
class HelpEntry:
    """One action; `why` says why it does nothing now, and is empty if it does something."""

    keys: tuple[str, ...]
    title: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class HelpGroup:
    """What one part of the screen can do."""

    title: str
    entries: Sequence[HelpEntry]


def help_groups(screen: Screen[object]) -> list[HelpGroup]:
    """All that the screen, the focused widget in it and the app can do; what Textual's own keys do is not told."""
    by_node: dict[DOMNode, dict[str, HelpEntry]] = {}
    for active in screen.active_bindings.values():
        binding = active.binding
        if binding.description and binding.id:
            entries = by_node.setdefault(active.node, {})
            key, before = screen.app.get_key_display(binding), entries.get(binding.description)
            keys = tuple(dict.fromkeys((*(before.keys if before else ()), key)))
            entries[binding.description] = HelpEntry(keys, binding.description, _why(active, screen))
    nearest = sorted(by_node, key=lambda node: (node is screen.app, node is not screen))
    return [HelpGroup(_title(node, screen), list(by_node[node].values())) for node in nearest]


def _why(active: ActiveBinding, screen: Screen[object]) -> str:
    if active.enabled:
        return ""
    action = active.binding.action.partition("(")[0]
    told = screen.why_not(action) if isinstance(screen, DeckScreen) else None
    return told or "Not now."


_TITLES: Mapping[str, str] = {
    "RowList": "In the list",
    "DiffView": "In the diff",
    "Panel": "Below the diff",
    "QueryInput": "In the query",
}


def _title(node: DOMNode, screen: Screen[object]) -> str:
    if node is screen.app:
        return "Everywhere"
    return "Here" if node is screen else _TITLES.get(type(node).__name__, "While typing")
