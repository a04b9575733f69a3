"""Open the deck, if the terminal can display it."""

import os
import sys
from functools import partial
from pathlib import Path
from socket import gethostname
from typing import TYPE_CHECKING

from specdeck.errors import CommandError
from specdeck.settings.known_settings import Value
from specdeck.settings.resolve_settings import DEFAULT, resolve_settings

if TYPE_CHECKING:
    from specdeck.cli.daemon_target import Target
    from tui.preferences import DeckPreferences

FEW_COLOURS = frozenset({"ansi", "cygwin", "linux", "rxvt", "screen", "tmux", "vt100", "vt220", "xterm"})
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
    factories = ClientFactories(
        start=partial(door, autostart=target.autostart),
        connect=partial(door, autostart=False),
        options=target.options,
        was_killed=partial(_was_killed, target),
        place=_place(target),
    )
    launch.run(factories, project or _here(), deck_preferences())


def _was_killed(target: "Target") -> bool:
    """Whether the daemon should be started again: one on this machine that nobody stopped."""
    from daemon.client.process import lifecycle

    may_start = target.autostart and not target.host and not os.environ.get("SPECDECK_NO_AUTOSTART")
    return may_start and lifecycle.was_killed(target.instance)


def _place(target: "Target") -> str:
    """Return the machine of the daemon, and its instance unless it is the usual one."""
    machine = target.host.rpartition("@")[2].removeprefix("ssh://") if target.host else gethostname().partition(".")[0]
    return machine if target.instance == "default" else f"{machine}/{target.instance}"


def deck_preferences() -> "DeckPreferences":
    """Return the deck's theme and keys from the settings; NO_COLOR selects the theme without colour."""
    from tui.preferences import DeckPreferences

    settings = resolve_settings()
    theme = str(settings["deck.theme"].value)
    if os.environ.get("NO_COLOR"):
        theme = "mono"
    elif settings["deck.theme"].origin == DEFAULT and _has_few_colours():
        theme = "ansi"  # nearest colours of another theme would make verdicts look alike
    keys, advance = custom_keys(settings["keys"].value), bool(settings["review.advance"].value)
    return DeckPreferences(
        theme, str(settings["deck.keys"].value), keys, advance, welcome=bool(settings["deck.welcome"].value)
    )


def _has_few_colours() -> bool:
    """Whether the terminal has sixteen colours."""
    return not os.environ.get("COLORTERM") and os.environ.get("TERM", "") in FEW_COLOURS


def custom_keys(value: Value) -> dict[str, tuple[str, ...]]:
    """Return the user's own keys by action name."""
    entries = value if isinstance(value, tuple) else ()
    return {name: tuple(keys.split()) for name, _, keys in (each.partition("=") for each in entries)}


def _here() -> str:
    """Return the likely project of this folder; the deck falls back to the first project."""
    named = str(resolve_settings()["project.name"].value)
    return named or Path.cwd().name
