"""Edit a pattern in $EDITOR over a screen."""

from textual.app import SuspendNotSupported

from daemon.client import ClientError
from daemon.wire.errors import WireError
from daemon.wire.library_pattern import PatternDetail
from tui.deck_screen import DeckScreen
from tui.editor.external_editor import EditorError, edit_externally


class PatternEditing:
    """Reads a pattern, lets a person edit it, and saves the next version."""

    def __init__(self, screen: DeckScreen) -> None:
        self._screen = screen

    async def edit(self, pattern: str) -> None:
        """Open the YAML of a pattern; what was saved since then is not overwritten."""
        deck = self._screen.deck
        try:
            found = await self._screen.ask(lambda client: client.patterns.get(pattern))
            text = edit_externally(self._screen.app, found.text)
        except (ClientError, WireError) as error:
            deck.report_read(error)
        except SuspendNotSupported:
            deck.toasts.refuse("$EDITOR needs a terminal; a page in the browser has none.")
        except EditorError as error:
            deck.toasts.refuse(f"{error.sentence} {error.hint}")
        else:
            self._save(found, text)

    def _save(self, found: PatternDetail, text: str) -> None:
        if text == found.text:
            self._screen.deck.toasts.show("Nothing was changed.")
            return
        self._screen.deck.perform(
            lambda client: client.patterns.save(text, "", found.revision),
            lambda saved: f"{saved.items[0].id} is at version {saved.items[0].version}.",
        )
