"""All themes there are: ours, and those of a folder, which may be broken and may replace ours."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from themes.theme import Theme
from themes.theme_errors import ThemeError
from themes.theme_file import read_theme

FILES = Path(__file__).with_name("files")


@dataclass(frozen=True, slots=True)
class ThemeCatalog:
    """Themes by name, and what is wrong with the files that gave none."""

    themes: Mapping[str, Theme]
    errors: tuple[ThemeError, ...] = ()


def built_in_themes() -> Mapping[str, Theme]:
    """Our own themes by name."""
    return {path.stem: read_theme(path) for path in sorted(FILES.glob("*.toml"))}


def load_themes(folder: Path) -> ThemeCatalog:
    """Ours, and those of a folder; one of the same name takes the place of ours."""
    themes, errors = dict(built_in_themes()), []
    for path in sorted(folder.glob("*.toml")):
        try:
            themes[path.stem] = read_theme(path)
        except ThemeError as error:
            errors.append(error)
    return ThemeCatalog(themes, tuple(errors))


def folder_stamp(folder: Path) -> tuple[tuple[str, int], ...]:
    """What tells, cheaply, whether a folder's themes changed: their names and when they were written."""
    try:
        return tuple(sorted((path.name, path.stat().st_mtime_ns) for path in folder.glob("*.toml")))
    except OSError:  # a file went away while we looked: the next look is right
        return ()
