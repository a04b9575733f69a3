"""The actions available on a screen: every binding with an id, with its keys and its shell command."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from textual.screen import ActiveBinding, Screen

from tui.commands.shell_lines import ShellValues, fill_shell_line
from tui.deck_screen import DeckScreen
from tui.screen_registry import SHELL_LINES


@dataclass(frozen=True, slots=True)
class ScreenAction:
    """One action as the palette and the command line list it; `shell` is empty where no command does the same."""

    id: str
    title: str
    keys: tuple[str, ...]
    enabled: bool
    shell: str
    binding: ActiveBinding


def screen_actions(screen: Screen[object]) -> Mapping[str, ScreenAction]:
    """Return everything that can be done on a screen, by id; disabled actions are included."""
    values, options = _shell_context(screen)
    found: dict[str, ScreenAction] = {}
    for active in screen.active_bindings.values():
        name, key = active.binding.id, screen.app.get_key_display(active.binding)
        if name and name in found:
            known = found[name]
            found[name] = replace(known, keys=tuple(dict.fromkeys((*known.keys, key))))
        elif name:
            shell = fill_shell_line(SHELL_LINES.get(name, ""), values, options)
            found[name] = ScreenAction(name, active.binding.description, (key,), active.enabled, shell, active)
    return found


def _shell_context(screen: Screen[object]) -> tuple[ShellValues, Sequence[str]]:
    if isinstance(screen, DeckScreen):
        return screen.shell_values(), screen.deck.connection.options
    return {}, ()


def find_action(actions: Mapping[str, ScreenAction], name: str) -> ScreenAction | None:
    """Return the action with this id, or the only one whose id ends with it: `approve` is `review.approve`."""
    ends = [action for each, action in actions.items() if each.partition(".")[2] == name]
    return actions.get(name) or (ends[0] if len(ends) == 1 else None)


def nearest_action_id(actions: Mapping[str, ScreenAction], name: str) -> str | None:
    """Return the id closest to a mistyped one."""
    names = {each: known for known in actions for each in (known, known.partition(".")[2])}
    close = get_close_matches(name, names, n=1, cutoff=0.5)
    if close:
        return names[close[0]]
    return None
