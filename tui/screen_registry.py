"""Every screen of the deck: a module of `tui.screens` that defines `SCREEN`. Adding a screen is adding a module."""

from collections.abc import Mapping
from typing import Any

from textual.screen import Screen

from daemon.wire.discovery import discover
from tui.screen_spec import ScreenSpec

SCREENS = tuple(sorted(discover("tui.screens", "SCREEN", ScreenSpec), key=lambda spec: spec.position))
BY_NAME: Mapping[str, ScreenSpec] = {spec.name: spec for spec in SCREENS}
SHELL_LINES: Mapping[str, str] = {
    **{f"go.{spec.name}": spec.command for spec in SCREENS if spec.command},
    **{action: line for spec in SCREENS for action, line in spec.shell_lines.items()},
}
"""The shell command of each action, by the id of the action."""


def make_screen(name: str, *arguments: object) -> Screen[Any]:
    """Make a screen by its name; its class decides what it needs to know."""
    return BY_NAME[name].load()(*arguments)
