"""Toasts: short messages at the edge of the screen."""

from textwrap import wrap
from typing import TYPE_CHECKING

from textual.notifications import SeverityLevel

from daemon.client import ClientError
from daemon.client.errors import UnreachableError
from daemon.wire.errors import WireError
from tui.printable import to_printable

if TYPE_CHECKING:
    from tui.app import DeckApp

SHARE, EDGES = 0.8, 8  # of the width of the terminal, and the cells beside the text


class Toasts:
    """Shows what was done, what was not, and why."""

    def __init__(self, app: "DeckApp") -> None:
        self._app = app

    def show(self, sentence: str) -> None:
        """Show what was done. It replaces earlier toasts."""
        self._app.clear_notifications()
        self.add(sentence)

    def refuse(self, sentence: str) -> None:
        """Show why a key did nothing. It replaces earlier toasts."""
        self._app.clear_notifications()
        self.warn(sentence)

    def add(self, sentence: str) -> None:
        """Show a sentence beside earlier toasts."""
        self._notify(sentence, "information")

    def warn(self, sentence: str, hint: str = "") -> None:
        """Show that something was not done."""
        self._notify("\n".join(filter(None, (sentence, hint))), "warning")

    def fail(self, error: ClientError | WireError) -> None:
        """Show why a request failed, unless a toast already does."""
        text = "\n".join(filter(None, (error.sentence, error.hint)))
        if self._wrapped(text) not in self._app.toast_texts:
            self._notify(text, "error")

    def _notify(self, text: str, severity: SeverityLevel) -> None:
        self._keep_clear()
        self._app.notify(self._wrapped(text), severity=severity, markup=False)

    def _wrapped(self, text: str) -> str:
        """Return the text in lines that fit: Textual makes a toast too low for lines that it wraps itself."""
        room = max(int(self._app.size.width * SHARE) - EDGES, 20)
        return "\n".join(line for each in text.splitlines() for line in wrap(to_printable(each), room) or [""])

    def _keep_clear(self) -> None:
        """Put the toasts into the half where the user does not look: they must not cover what they are about."""
        front = self._app.front
        if front is not None:
            front.set_class(front.cursor_line() > self._app.size.height // 2, "-toasts-above")

    def fail_to_read(self, error: ClientError | WireError, *, away: bool) -> None:
        """Show why the screen was not updated. While the daemon is away, the banner already shows that."""
        if not (away and isinstance(error, UnreachableError)):
            self.fail(error)
