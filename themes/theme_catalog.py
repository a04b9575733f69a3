"""All themes: the built-in ones, and those of a folder, which may replace them or be invalid."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from themes.theme import Theme
from themes.theme_errors import ThemeError
from themes.theme_file import read_theme

FILES = Path(__file__).with_name("files")


@dataclass(frozen=True, slots=True)
class ThemeCatalog:
    """Themes by name, and the errors of the files that could not be read, by the theme's name."""

    themes: Mapping[str, Theme]
    errors: Mapping[str, ThemeError]


def built_in_themes() -> Mapping[str, Theme]:
    """Return the built-in themes by name."""
    return {path.stem: read_theme(path) for path in sorted(FILES.glob("*.toml"))}


def load_themes(folder: Path) -> ThemeCatalog:
    """Load the built-in themes and those of a folder; one with the name of a built-in theme replaces it."""
    themes, errors = dict(built_in_themes()), {}
    for path in sorted(folder.glob("*.toml")):
        try:
            themes[path.stem] = read_theme(path)
        except ThemeError as error:
            errors[path.stem] = error
    return ThemeCatalog(themes, errors)


def folder_stamp(folder: Path) -> tuple[tuple[str, int], ...]:
    """Return a cheap fingerprint of a folder: the names of its themes and when they were written."""
    try:
        return tuple(sorted((path.name, path.stat().st_mtime_ns) for path in folder.glob("*.toml")))
    except OSError:  # a file was deleted meanwhile: the next call is right
        return ()
