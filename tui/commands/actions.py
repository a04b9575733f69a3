"""What can be done where one is: every binding with an id, with its keys, and the shell command that does the same."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

from textual.screen import ActiveBinding, Screen

from tui.commands.shell_lines import shell_line
from tui.deck_screen import DeckScreen


@dataclass(frozen=True, slots=True)
class ScreenAction:
    """One action as the palette and the command line know it; `shell` is empty where no command does the same."""

    id: str
    title: str
    keys: tuple[str, ...]
    enabled: bool
    shell: str
    binding: ActiveBinding


def screen_actions(screen: Screen[object]) -> Mapping[str, ScreenAction]:
    """Everything that can be done on a screen, by id; what is not allowed now is there and says so."""
    words, daemon = (screen.words(), screen.deck.connection.options) if isinstance(screen, DeckScreen) else ({}, ())
    found: dict[str, ScreenAction] = {}
    for active in screen.active_bindings.values():
        name, key = active.binding.id, screen.app.get_key_display(active.binding)
        if name and name in found:
            known = found[name]
            found[name] = replace(known, keys=tuple(dict.fromkeys((*known.keys, key))))
        elif name:
            shell = shell_line(name, words, daemon)
            found[name] = ScreenAction(name, active.binding.description, (key,), active.enabled, shell, active)
    return found


def find_action(actions: Mapping[str, ScreenAction], word: str) -> ScreenAction | None:
    """The action of that id, or the only one whose id ends so: `approve` is `review.approve`."""
    ends = [action for name, action in actions.items() if name.partition(".")[2] == word]
    return actions.get(word) or (ends[0] if len(ends) == 1 else None)


def nearest_action_id(actions: Mapping[str, ScreenAction], word: str) -> str | None:
    """What may have been meant."""
    words = {each: name for name in actions for each in (name, name.partition(".")[2])}
    close = get_close_matches(word, words, n=1, cutoff=0.5)
    return words[close[0]] if close else None
