"""The contents of the help: every action with its current keys, grouped by the part of the screen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from textual.dom import DOMNode
from textual.screen import ActiveBinding, Screen

from tui.deck_screen import DeckScreen
from tui.help.glossary import Term, glossary


@dataclass(frozen=True, slots=True)
class HelpEntry:
    """One action; `why` is the reason why it is unavailable, and empty if it is available. `node` runs the `action`."""

    keys: tuple[str, ...]
    title: str
    why: str = ""
    action: str = ""
    node: DOMNode | None = None


@dataclass(frozen=True, slots=True)
class HelpGroup:
    """The actions of one part of the screen."""

    title: str
    entries: Sequence[HelpEntry]


def help_groups(screen: Screen[object]) -> list[HelpGroup]:
    """Return the actions of the screen, of its focused widget and of the app; Textual's own keys are left out."""
    by_node: dict[DOMNode, dict[str, HelpEntry]] = {}
    for active in screen.active_bindings.values():
        binding = active.binding
        if binding.description and binding.id:
            entries = by_node.setdefault(active.node, {})
            entry = entries.get(binding.description) or _entry(active, screen)
            keys = dict.fromkeys((*entry.keys, screen.app.get_key_display(binding)))
            entries[binding.description] = replace(entry, keys=tuple(keys))
    nearest = sorted(by_node, key=lambda node: (node is screen.app, node is not screen))
    actions = [HelpGroup(_title(node, screen), list(by_node[node].values())) for node in nearest]
    return [*_under_cursor(screen), *actions, HelpGroup("Words and glyphs", _explained(glossary()))]


def _under_cursor(screen: Screen[object]) -> list[HelpGroup]:
    """Return what the words under the cursor mean, if there are any."""
    if not isinstance(screen, DeckScreen):
        return []
    terms = screen.terms_under_cursor()
    return [HelpGroup("Under the cursor", _explained(terms))] if terms else []


def _explained(terms: Iterable[Term]) -> list[HelpEntry]:
    return [HelpEntry((term.glyph,), f"{term.word}: {term.meaning}") for term in terms]


def _entry(active: ActiveBinding, screen: Screen[object]) -> HelpEntry:
    return HelpEntry((), active.binding.description, _why(active, screen), active.binding.action, active.node)


def _why(active: ActiveBinding, screen: Screen[object]) -> str:
    if active.enabled:
        return ""
    reason = screen.why_disabled(active.binding.action) if isinstance(screen, DeckScreen) else None
    return reason or "Not available now."


def _title(node: DOMNode, screen: Screen[object]) -> str:
    if node is screen.app:
        return "Everywhere"
    if node is screen:
        return "Here"
    return getattr(node, "HELP_TITLE", "While typing")
