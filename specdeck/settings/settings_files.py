"""Find settings files, and read them as dotted keys."""

import difflib
import os
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from specdeck.errors import CommandError
from specdeck.settings.known_settings import BY_KEY

PROJECT_FILE = "specdeck.toml"
SECTIONS = {key.rpartition(".")[0] for key in BY_KEY} - {""}


def user_file() -> Path:
    """Return the path of the user's settings, whether the file exists or not."""
    base = os.environ.get("XDG_CONFIG_HOME") or "~/.config"
    return Path(base).expanduser() / "specdeck" / "specdeck.toml"


def project_file(folder: Path) -> Path | None:
    """Return the nearest project file, in this folder or above it."""
    places = (place / PROJECT_FILE for place in (folder, *folder.parents))
    return next((place for place in places if place.is_file()), None)


def read_settings_file(path: Path) -> dict[str, object]:
    """Return the settings of a file by dotted key; an unknown key is an error that suggests the nearest name."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:  # invalid TOML, invalid UTF-8, a number of too many digits
        raise CommandError("settings.not_toml", f"{path} is not TOML: {error}.") from error
    except OSError as error:
        raise CommandError("settings.unreadable", f"{path} cannot be read: {error.strerror}.") from error
    return {_known(key, path): value for key, value in _flat(content)}


def nearest_name_hint(key: str, names: Iterator[str] | list[str]) -> str:
    """Return a hint that suggests the most similar name."""
    found = difflib.get_close_matches(key, list(names), n=1, cutoff=0.5)
    if not found:
        return "`specdeck config show` lists every setting."
    return f"Did you mean `{found[0]}`?"


def _flat(content: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, object]]:
    for name, value in content.items():
        key = prefix + name
        if isinstance(value, dict) and key in SECTIONS:
            yield from _flat(value, f"{key}.")
        else:
            yield key, value


def _known(key: str, path: Path) -> str:
    if key in BY_KEY:
        return key
    raise CommandError(
        "settings.unknown_setting", f"{path}: unknown setting `{key}`.", nearest_name_hint(key, [*BY_KEY, *SECTIONS])
    )
