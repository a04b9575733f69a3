"""Run a line of the command line: the id of an action, with an argument where it takes one."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from textual.screen import Screen

from tui.commands.actions import ScreenAction, find_action, nearest_action_id, screen_actions
from tui.commands.command_line import split_command_line
from tui.deck_screen import DeckScreen

if TYPE_CHECKING:
    from tui.app import DeckApp


async def run_command(deck: "DeckApp", screen: Screen[object], line: str | None) -> None:
    """Run a line as typed over a screen; None runs nothing."""
    if line is None:
        return
    deck.command_history.append(line)
    actions, (name, argument) = screen_actions(screen), split_command_line(line)
    action, handlers = find_action(actions, name), _argument_handlers(deck, screen)
    if action is None:
        deck.toasts.warn(f"There is no action {name!r} here.", _suggestion(actions, name))
    elif not action.enabled:
        deck.toasts.warn(f"{action.title}: not now, or not for a {deck.user.role.value}.", "? shows why.")
    elif argument and action.id in handlers:
        handlers[action.id](argument)
    elif argument:
        deck.toasts.warn(f"{action.id} takes no argument.", f"Type :{action.id} alone.")
    else:
        await deck.run_action(action.binding.binding.action, action.binding.node)


def _argument_handlers(deck: "DeckApp", screen: Screen[object]) -> Mapping[str, Callable[[str], None]]:
    of_screen = screen.argument_handlers() if isinstance(screen, DeckScreen) else {}
    return {"app.theme": deck.theme_registry.use, **of_screen}


def _suggestion(actions: Mapping[str, ScreenAction], name: str) -> str:
    close = nearest_action_id(actions, name)
    if close:
        return f"Did you mean :{close}?"
    return "ctrl+p lists them."
