"""All themes there are: ours, and those of a folder, which may be broken and may replace ours."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from themes.errors import ThemeError
from themes.reading import read
from themes.theme import Theme

FILES = Path(__file__).with_name("files")


@dataclass(frozen=True, slots=True)
class Shelf:
    """Themes by name, and what is wrong with the files that gave none."""

    themes: Mapping[str, Theme]
    errors: tuple[ThemeError, ...] = ()


def built_in() -> Mapping[str, Theme]:
    """Our own themes by name."""
    return {path.stem: read(path) for path in sorted(FILES.glob("*.toml"))}


def with_folder(folder: Path) -> Shelf:
    """Ours, and those of a folder; one of the same name takes the place of ours."""
    themes, errors = dict(built_in()), []
    for path in sorted(folder.glob("*.toml")):
        try:
            themes[path.stem] = read(path)
        except ThemeError as error:
            errors.append(error)
    return Shelf(themes, tuple(errors))


def stamp(folder: Path) -> tuple[tuple[str, int], ...]:
    """What tells, cheaply, whether a folder's themes changed: their names and when they were written."""
    try:
        return tuple(sorted((path.name, path.stat().st_mtime_ns) for path in folder.glob("*.toml")))
    except OSError:  # a file went away while we looked: the next look is right
        return ()
