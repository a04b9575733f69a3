"""The themes of the deck: the built-in ones and those of a folder, reloaded when a file changes."""

from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path

from textual.app import App

from themes.theme_catalog import folder_stamp, load_themes
from tui.appearance.textual_theme import to_textual_theme

RELOAD_SECONDS = 1.0
Warn = Callable[[str, str], None]


class ThemeRegistry:
    """Registers themes with an app. Mistakes in the file of the theme in use are reported each time it is saved."""

    def __init__(self, app: App[None], folder: Path, warn: Warn) -> None:
        self._app = app
        self._folder = folder
        self._warn = warn
        self._stamp = folder_stamp(folder)
        self.names: tuple[str, ...] = ()
        self._register()

    def use(self, name: str) -> None:
        """Switch to a theme. An unknown name changes nothing and is reported with the closest match."""
        self._complain_of(name)
        if name in self.names:
            self._app.theme = name
        elif name not in self._errors:
            close = get_close_matches(name, self.names, n=1)
            known = f"There are {', '.join(self.names)}."
            self._warn(f"There is no theme {name!r}.", f"Did you mean {close[0]}?" if close else known)

    def use_next(self) -> None:
        """Switch to the theme after the current one."""
        following = self.names.index(self._app.theme) + 1 if self._app.theme in self.names else 0
        self.use(self.names[following % len(self.names)])

    def reload(self) -> None:
        """Load the folder again if a file in it changed; otherwise nothing is repainted."""
        stamp = folder_stamp(self._folder)
        if stamp != self._stamp:
            self._stamp = stamp
            self._register()
            self._app.mutate_reactive(App.theme)  # the name is the same, but the colours may differ

    def _register(self) -> None:
        catalog = load_themes(self._folder)
        self._errors = catalog.errors
        for theme in catalog.themes.values():
            self._app.register_theme(to_textual_theme(theme))
        self.names = tuple(catalog.themes)
        self._complain_of(self._app.theme)  # the other files are not in use, and perhaps not finished

    def _complain_of(self, name: str) -> None:
        if error := self._errors.get(name):
            self._warn(error.sentence, error.hint)
