"""Read one theme from its file, strictly: unknown keys, missing keys and invalid colours are reported."""

import difflib
import errno
import os
import re
import stat
import tomllib
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from themes.theme import DEFAULT_LINK_INKS, DEFAULT_STATE_INKS, Ground, Ink, LinkColor, StateColor, Theme
from themes.theme_errors import ThemeError

Part = TypeVar("Part", bound=StrEnum)
HEX = re.compile(r"#[0-9a-fA-F]{6}")
BASIC = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
ANSI = frozenset({"ansi_default", *(f"ansi_{bright}{name}" for bright in ("", "bright_") for name in BASIC)})
MAX_CHARACTERS = 100_000
KEYS = ("title", "dark", "ansi", "grounds", "inks", "links", "standing")


def read_theme(path: Path) -> Theme:
    """Read a theme; it has the name of its file."""
    content = _content(path)
    if unknown := _first_unknown(content, KEYS):
        raise _unknown_key(path, unknown, KEYS)
    ansi = _flag(content, "ansi", path, default=False)
    title = content.get("title", path.stem)
    if not isinstance(title, str):
        raise ThemeError("no_title", f"{path}: `title` is not text.", 'Put it in quotes: title = "Sea".')
    inks = _every(content, "inks", Ink, path, ansi=ansi)
    return Theme(
        name=path.stem,
        title=title,
        dark=_flag(content, "dark", path, default=True),
        ansi=ansi,
        grounds=_every(content, "grounds", Ground, path, ansi=ansi),
        inks=inks,
        standing={place: inks[ink] for place, ink in DEFAULT_STATE_INKS.items()}
        | _named(content, "standing", StateColor, path, ansi=ansi),
        links={kind: inks[ink] for kind, ink in DEFAULT_LINK_INKS.items()}
        | _named(content, "links", LinkColor, path, ansi=ansi),
    )


def _content(path: Path) -> Mapping[str, object]:
    try:
        return tomllib.loads(_read_text(path))
    except (ValueError, RecursionError) as error:  # invalid TOML, invalid UTF-8, a number of too many digits
        raise ThemeError(
            "not_toml", f"{path} is not TOML: {error}.", "Fix it; it is read again when it is saved."
        ) from error
    except OSError as error:
        raise ThemeError("unreadable", f"{path} cannot be read: {error.strerror}.", "Check its permissions.") from error


def _read_text(path: Path) -> str:
    """Return the text of a regular file; a pipe or device of that name would block, or never end."""
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), encoding="utf-8") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, "not a regular file")
        return file.read(MAX_CHARACTERS)


def _flag(content: Mapping[str, object], key: str, path: Path, *, default: bool) -> bool:
    value = content.get(key, default)
    if not isinstance(value, bool):
        raise ThemeError("no_flag", f"{path}: `{key}` is not true or false.", f"Write {key} = true, without quotes.")
    return value


def _every(
    content: Mapping[str, object], section: str, parts: type[Part], path: Path, *, ansi: bool
) -> Mapping[Part, str]:
    """Return the colours of a section that must name all of them."""
    named = _named(content, section, parts, path, ansi=ansi)
    missing = [part for part in parts if part not in named]
    if missing:
        raise ThemeError("missing", f"{path}: `{section}.{missing[0]}` is missing.", "A theme must name every colour.")
    return named


def _named(
    content: Mapping[str, object], section: str, parts: type[Part], path: Path, *, ansi: bool
) -> dict[Part, str]:
    """Return the colours that a section names."""
    table = content.get(section, {})
    names = [part.value for part in parts]
    if not isinstance(table, dict):
        raise ThemeError("no_table", f"{path}: `{section}` is not a table.", f"Begin it with [{section}].")
    if unknown := _first_unknown(table, names):
        raise _unknown_key(path, f"{section}.{unknown}", [f"{section}.{name}" for name in names])
    for name, colour in table.items():
        if not isinstance(colour, str) or not _is_colour(colour, ansi=ansi):
            hint = "Use a colour of the terminal, such as ansi_blue." if ansi else "Write it as #rrggbb."
            shown = f": {colour!r}" if isinstance(colour, str) else ""
            raise ThemeError("no_colour", f"{path}: `{section}.{name}` is not a colour{shown}.", hint)
    return {part: table[part.value] for part in parts if part.value in table}


def _is_colour(text: str, *, ansi: bool) -> bool:
    if ansi:
        return text in ANSI
    return HEX.fullmatch(text) is not None


def _first_unknown(table: Iterable[str], known: Iterable[str]) -> str | None:
    names = set(known)
    return next((key for key in table if key not in names), None)


def _unknown_key(path: Path, key: str, known: Iterable[str]) -> ThemeError:
    close = difflib.get_close_matches(key, list(known), n=1)
    hint = f"Did you mean `{close[0]}`?" if close else f"Known keys: {', '.join(known)}."
    return ThemeError("unknown_key", f"{path}: unknown key `{key}`.", hint)
