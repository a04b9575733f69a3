"""What a screen declares beside its class: its name and key, the keys that work on it, and its shell commands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from textual.screen import Screen


@dataclass(frozen=True, slots=True)
class ScreenSpec:
    """One screen of the deck.

    `load` returns its class and is called when the screen is first opened. A screen with a `key` opens from anywhere
    and takes no arguments; one without is opened by another screen. The first line always names screens with a `tab`,
    and others while they are shown or where there is room, in the order of `position`.

    `nodes` are the widgets on it that have keys of their own, as `module:Class`. `command` shows the
    same in a shell, and `shell_lines` has the command for each of its actions, by the id of the action.
    """

    name: str
    title: str
    load: Callable[[], Callable[..., Screen[Any]]]
    position: int
    key: str = ""
    tab: bool = True
    nodes: tuple[str, ...] = ()
    command: str = ""
    shell_lines: Mapping[str, str] = field(default_factory=dict)
