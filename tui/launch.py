"""Start the deck. It connects to the daemon while the screens load."""

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


def run(factories: "ClientFactories", project: str = "", preferences: DeckPreferences | None = None) -> None:
    """Show the deck until the user leaves it. If the daemon cannot be reached, raise before anything is drawn."""
    reduce_repaints(os.environ)
    follow_terminal(os.environ, sys.stdout)
    with ThreadPoolExecutor(1) as threads:
        opening = threads.submit(factories.start)
        from tui.app import DeckApp
        from tui.remote.daemon_connection import DaemonConnection

        first = opening.result()
    gc.freeze()  # what is loaded stays: a full collection looked at all of it again while a key waited
    deck = DeckApp(DaemonConnection(first, factories), project, preferences or DeckPreferences())
    deck.run()
    if deck.return_code:
        raise SystemExit(deck.return_code)
