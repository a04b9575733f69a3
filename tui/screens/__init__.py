"""The screens, as data. A new screen is a file here and a line below; its module is imported when it is first opened.

A screen is a `tui.deck_screen.DeckScreen`. Those with a key are reached from everywhere and take no arguments;
the others are opened by a screen that knows what to show:
`ReviewScreen(query: UnitQuery, unit: int, place: int)` walks along a list from the unit at `place`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module

from textual.screen import Screen


@dataclass(frozen=True, slots=True)
class Place:
    """One screen: its name in actions and commands, its title, its class, and the key that leads there.

    The first line always names those with a `tab`, and others while they are shown.
    """

    name: str
    title: str
    path: str
    key: str = ""
    tab: bool = True


SCREENS = (
    Place("inbox", "Inbox", "tui.screens.inbox:InboxScreen", "I"),
    Place("jobs", "Jobs", "tui.screens.jobs:JobsScreen", "J"),
    Place("projects", "Projects", "tui.screens.projects:ProjectsScreen", "P"),
    Place("journal", "Journal", "tui.screens.journal:JournalScreen", "L"),
    Place("activity", "Activity", "tui.screens.activity:ActivityScreen", "at", tab=False),
    Place("review", "Review", "tui.screens.review:ReviewScreen"),
)
BY_NAME: Mapping[str, Place] = {place.name: place for place in SCREENS}


def screen_class(name: str) -> Callable[..., Screen[None]]:
    """The class of a screen; what it is made with is its own."""
    module, _, kind = BY_NAME[name].path.partition(":")
    return getattr(import_module(module), kind)


def opened(name: str) -> Screen[None]:
    """A screen that needs to be told nothing."""
    return screen_class(name)()
