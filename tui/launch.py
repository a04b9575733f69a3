"""Opening the deck: the way to the daemon is made while the screens are loaded."""

import gc
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from tui.comfort.extent import follow_terminal
from tui.comfort.line import be_quiet
from tui.comfort.taste import Taste

if TYPE_CHECKING:
    from tui.doors import Doors


def run(doors: "Doors", project: str = "", taste: Taste | None = None) -> None:
    """Show the deck until its user leaves it. What keeps it from the daemon is raised before anything is drawn."""
    be_quiet(os.environ)
    follow_terminal(os.environ, sys.stdout)
    with ThreadPoolExecutor(1) as threads:
        opening = threads.submit(doors.start)
        from tui.app import DeckApp
        from tui.connection import Connection
        from tui.screens import inbox  # noqa: F401 - the first screen, loaded while the daemon answers

        first = opening.result()
    gc.freeze()  # what is loaded stays: a full collection looked at all of it again while a key waited
    deck = DeckApp(Connection(first, doors), project, taste or Taste())
    deck.run()
    if deck.return_code:
        raise SystemExit(deck.return_code)
