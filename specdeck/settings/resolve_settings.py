"""Resolve the current value and the origin of every setting."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from specdeck.errors import CommandError
from specdeck.settings import setting_values, settings_files
from specdeck.settings.known_settings import BY_KEY, OTHER_VARIABLES, SETTINGS, DeclaredSetting, Value

DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class ResolvedSetting:
    """The value of one setting and its origin: a file, an environment variable, or the default."""

    key: str
    value: Value
    origin: str


def resolve_settings(
    folder: Path | None = None, environment: Mapping[str, str] | None = None
) -> dict[str, ResolvedSetting]:
    """Return every setting by key: the environment overrides the project's file, the user's file and the default."""
    if environment is None:
        environment = os.environ
    user, project = settings_files.user_file(), settings_files.project_file(folder or Path.cwd())
    layers = [_defaults(), _of_user(user), _of_project(project), _of_environment(environment)]
    return {
        setting.key: next(layer[setting.key] for layer in reversed(layers) if setting.key in layer)
        for setting in SETTINGS
    }


def list_setting(key: str) -> tuple[str, ...]:
    """Return the current value of one list setting."""
    value = resolve_settings()[key].value
    if not isinstance(value, tuple):
        raise TypeError(f"{key} is not a list")
    return value


def text_setting(key: str) -> str:
    """Return the current value of one string setting."""
    return str(resolve_settings()[key].value)


def _defaults() -> dict[str, ResolvedSetting]:
    return {setting.key: ResolvedSetting(setting.key, setting.default, DEFAULT) for setting in SETTINGS}


def _of_user(path: Path) -> dict[str, ResolvedSetting]:
    if not path.is_file():
        return {}
    return _of_file(path)


def _of_project(path: Path | None) -> dict[str, ResolvedSetting]:
    if path is None:
        return {}
    found = _of_file(path)
    for key in found:
        if not BY_KEY[key].from_project:
            raise CommandError(
                "settings.not_for_a_project",
                f"{path}: `{key}` cannot be set by a project.",
                f"Set it in {settings_files.user_file()} or as {BY_KEY[key].variable}.",
            )
    return found


def _of_file(path: Path) -> dict[str, ResolvedSetting]:
    return {
        key: ResolvedSetting(key, setting_values.from_toml(BY_KEY[key], raw, str(path)), str(path))
        for key, raw in settings_files.read_settings_file(path).items()
    }


def _of_environment(environment: Mapping[str, str]) -> dict[str, ResolvedSetting]:
    by_variable: dict[str, DeclaredSetting] = {setting.variable: setting for setting in SETTINGS}
    found = {}
    for name, raw in environment.items():
        if setting := by_variable.get(name):
            found[setting.key] = ResolvedSetting(setting.key, setting_values.from_text(setting, raw), name)
    return found


def unknown_variables(environment: Mapping[str, str]) -> list[str]:
    """Return variables that look like settings but are not: probably typing mistakes."""
    known = {setting.variable for setting in SETTINGS} | OTHER_VARIABLES.keys()
    return sorted(name for name in environment if name.startswith("SPECDECK_") and name not in known)
