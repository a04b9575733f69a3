"""The themes of an app: ours and a folder's, read again when a file of the folder changed."""

from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path

from textual.app import App

from themes.theme_catalog import folder_stamp, load_themes
from themes.theme_errors import ThemeError
from tui.appearance.textual_theme import to_textual_theme

RELOAD_SECONDS = 1.0
Warn = Callable[[str, str], None]


class ThemeRegistry:
    """Puts themes on an app. What is wrong with one is told once for each time that its file was written."""

    def __init__(self, app: App[None], folder: Path, tell: Warn) -> None:
        self._app = app
        self._folder = folder
        self._tell = tell
        self._stamp = folder_stamp(folder)
        self.names: tuple[str, ...] = ()
        self._read()

    def wear(self, name: str) -> None:
        """Put on a theme; one that there is not is told with the nearest, and nothing changes."""
        if name in self.names:
            self._app.theme = name
        else:
            close = get_close_matches(name, self.names, n=1)
            known = f"There are {', '.join(self.names)}."
            self._tell(f"There is no theme {name!r}.", f"Did you mean {close[0]}?" if close else known)

    def look(self) -> None:
        """Read the folder again if a file of it changed; a look that finds nothing new paints nothing."""
        now = folder_stamp(self._folder)
        if now != self._stamp:
            self._stamp = now
            self._read()
            self._app.mutate_reactive(App.theme)  # its name is the same; its colours may not be

    def _read(self) -> None:
        shelf = load_themes(self._folder)
        for theme in shelf.themes.values():
            self._app.register_theme(to_textual_theme(theme))
        self.names = tuple(shelf.themes)
        for error in shelf.errors:
            self._complain(error)

    def _complain(self, error: ThemeError) -> None:
        self._tell(error.sentence, error.hint)
