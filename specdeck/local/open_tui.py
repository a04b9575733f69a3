"""The way from the command to the deck: only on a terminal that can show it."""

import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from specdeck.errors import CommandError
from specdeck.settings.known_settings import Value
from specdeck.settings.resolve_settings import resolve_settings

if TYPE_CHECKING:
    from specdeck.cli.daemon_target import Target
    from tui.preferences import DeckPreferences

BROWSER_VARIABLE = "TEXTUAL_DRIVER"  # set by `specdeck serve`: a page shows it, and no terminal is needed


def why_unavailable() -> str:
    """Why no deck can be shown here; empty if it can."""
    if os.environ.get(BROWSER_VARIABLE):
        return ""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return "The deck needs a terminal, and this is none."
    if os.environ.get("TERM", "") in ("", "dumb"):
        return f"The deck needs a terminal that can place text, and TERM is {os.environ.get('TERM') or 'not set'}."
    return ""


def open_deck(target: "Target", project: str = "") -> None:
    """Show the deck until its user leaves it."""
    if why := why_unavailable():
        hint = "`specdeck --help` lists the commands, `specdeck review --plain` reviews line by line."
        raise CommandError("no_terminal", why, hint)
    from daemon import client
    from tui import launch
    from tui.remote.client_factories import ClientFactories

    door = partial(client.connect, target.host, target.instance)
    doors = ClientFactories(partial(door, autostart=target.autostart), partial(door, autostart=False), target.options)
    launch.run(doors, project or _here(), deck_preferences())


def deck_preferences() -> "DeckPreferences":
    """What the settings say of the deck's looks and keys; without colour where NO_COLOR asks for none."""
    from tui.preferences import DeckPreferences

    settings = resolve_settings()
    theme = "mono" if os.environ.get("NO_COLOR") else str(settings["deck.theme"].value)
    return DeckPreferences(theme, str(settings["deck.keys"].value), custom_keys(settings["keys"].value))


def custom_keys(value: Value) -> dict[str, tuple[str, ...]]:
    """One's own keys by the names of actions."""
    told = value if isinstance(value, tuple) else ()
    return {name: tuple(keys.split()) for name, _, keys in (each.partition("=") for each in told)}


def _here() -> str:
    """The project of this folder, if its settings name one; the deck falls back to the first there is."""
    named = str(resolve_settings()["project.name"].value)
    return named or Path.cwd().name
