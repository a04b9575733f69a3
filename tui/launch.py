"""Opening the deck: the way to the daemon is made while the screens are loaded."""

import gc
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from tui.preferences import DeckPreferences
from tui.terminal.slow_line import reduce_repaints
from tui.terminal.terminal_size import follow_terminal

if TYPE_CHECKING:
    from tui.remote.client_factories import ClientFactories


def run(doors: "ClientFactories", project: str = "", taste: DeckPreferences | None = None) -> None:
    """Show the deck until its user leaves it. What keeps it from the daemon is raised before anything is drawn."""
    reduce_repaints(os.environ)
    follow_terminal(os.environ, sys.stdout)
    with ThreadPoolExecutor(1) as threads:
        opening = threads.submit(doors.start)
        from tui.app import DeckApp
        from tui.remote.daemon_connection import DaemonConnection
        from tui.screens import inbox  # noqa: F401 - the first screen, loaded while the daemon answers

        first = opening.result()
    gc.freeze()  # what is loaded stays: a full collection looked at all of it again while a key waited
    deck = DeckApp(DaemonConnection(first, doors), project, taste or DeckPreferences())
    deck.run()
    if deck.return_code:
        raise SystemExit(deck.return_code)
