"""The value of every setting here and now, and where it came from."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from specdeck.errors import ConfigurationError
from specdeck.settings import files, values
from specdeck.settings.declared import BY_KEY, OTHER_VARIABLES, SETTINGS, Setting, Value

DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Resolved:
    """The value of one setting and its origin: a file, an environment variable, or the default."""

    key: str
    value: Value
    origin: str


def resolve(folder: Path | None = None, environment: Mapping[str, str] | None = None) -> dict[str, Resolved]:
    """Every setting by key: the environment before the project's file before the user's file before the default."""
    environment = os.environ if environment is None else environment
    user, project = files.user_file(), files.project_file(folder or Path.cwd())
    layers = [_defaults(), _of_user(user), _of_project(project), _of_environment(environment)]
    return {
        setting.key: next(layer[setting.key] for layer in reversed(layers) if setting.key in layer)
        for setting in SETTINGS
    }


def text(key: str) -> str:
    """The value of one text setting, here and now."""
    return str(resolve()[key].value)


def _defaults() -> dict[str, Resolved]:
    return {setting.key: Resolved(setting.key, setting.default, DEFAULT) for setting in SETTINGS}


def _of_user(path: Path) -> dict[str, Resolved]:
    return _of_file(path) if path.is_file() else {}


def _of_project(path: Path | None) -> dict[str, Resolved]:
    found = _of_file(path) if path else {}
    for key in found:
        if not BY_KEY[key].from_project:
            raise ConfigurationError(
                "not_for_a_project",
                f"{path}: `{key}` cannot be set by a project.",
                f"Set it in {files.user_file()} or as {BY_KEY[key].variable}.",
            )
    return found


def _of_file(path: Path) -> dict[str, Resolved]:
    return {
        key: Resolved(key, values.from_toml(BY_KEY[key], raw, str(path)), str(path))
        for key, raw in files.read(path).items()
    }


def _of_environment(environment: Mapping[str, str]) -> dict[str, Resolved]:
    by_variable: dict[str, Setting] = {setting.variable: setting for setting in SETTINGS}
    found = {}
    for name, raw in environment.items():
        if setting := by_variable.get(name):
            found[setting.key] = Resolved(setting.key, values.from_text(setting, raw), name)
    return found


def unknown_variables(environment: Mapping[str, str]) -> list[str]:
    """Variables that look like a setting and are none: most likely a slip."""
    known = {setting.variable for setting in SETTINGS} | OTHER_VARIABLES.keys()
    return sorted(name for name in environment if name.startswith("SPECDECK_") and name not in known)
