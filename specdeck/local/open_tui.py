"""Open the deck, if the terminal can display it."""

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

BROWSER_VARIABLE = "TEXTUAL_DRIVER"  # set by `specdeck serve`: a browser shows the deck, so no terminal is needed


def why_unavailable() -> str:
    """Return why the deck cannot be shown here; empty if it can."""
    if os.environ.get(BROWSER_VARIABLE):
        return ""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return "The deck needs a terminal, and the output is not a terminal."
    if os.environ.get("TERM", "") in ("", "dumb"):
        return f"The deck needs a full-screen terminal, and TERM is {os.environ.get('TERM') or 'not set'}."
    return ""


def open_deck(target: "Target", project: str = "") -> None:
    """Show the deck until the user quits."""
    if why := why_unavailable():
        hint = "`specdeck --help` lists the commands; `specdeck review --plain` reviews line by line."
        raise CommandError("command.no_terminal", why, hint)
    from daemon import client
    from tui import launch
    from tui.remote.client_factories import ClientFactories

    door = partial(client.connect, target.host, target.instance)
    doors = ClientFactories(partial(door, autostart=target.autostart), partial(door, autostart=False), target.options)
    launch.run(doors, project or _here(), deck_preferences())


def deck_preferences() -> "DeckPreferences":
    """Return the deck's theme and keys from the settings; NO_COLOR selects the theme without colour."""
    from tui.preferences import DeckPreferences

    settings = resolve_settings()
    theme = str(settings["deck.theme"].value)
    if os.environ.get("NO_COLOR"):
        theme = "mono"
    keys, advance = custom_keys(settings["keys"].value), bool(settings["review.advance"].value)
    return DeckPreferences(theme, str(settings["deck.keys"].value), keys, advance)


def custom_keys(value: Value) -> dict[str, tuple[str, ...]]:
    """Return the user's own keys by action name."""
    entries = value if isinstance(value, tuple) else ()
    return {name: tuple(keys.split()) for name, _, keys in (each.partition("=") for each in entries)}


def _here() -> str:
    """Return the likely project of this folder; the deck falls back to the first project."""
    named = str(resolve_settings()["project.name"].value)
    return named or Path.cwd().name
