"""Check one value against its setting: typed in TOML, a string in the environment."""

import json
from collections.abc import Iterator, Mapping

from specdeck.errors import CommandError
from specdeck.settings.known_settings import DeclaredSetting, SettingKind, Value


def from_toml(setting: DeclaredSetting, raw: object, place: str) -> Value:
    """Return a value from a file, or raise an error that names the place."""
    if setting.kind is SettingKind.FLAG and isinstance(raw, bool):
        return raw
    if setting.kind is SettingKind.TEXTS and isinstance(raw, list) and all(isinstance(item, str) for item in raw):
        return tuple(raw)
    if setting.kind is SettingKind.KEYS and isinstance(raw, dict):
        return tuple(_keys(raw, place))
    if setting.kind in (SettingKind.TEXT, SettingKind.PATH) and isinstance(raw, str):
        return _chosen(setting, raw, place)
    raise CommandError(
        "settings.wrong_type", f"{place}: `{setting.key}` must be {setting.kind.value}, not {_shown(raw)}."
    )


def from_text(setting: DeclaredSetting, raw: str) -> Value:
    """Return a value from an environment variable; lists are separated by colons, like PATH."""
    if setting.kind in (SettingKind.TEXTS, SettingKind.KEYS):
        return tuple(filter(None, raw.split(":")))
    if setting.kind is SettingKind.FLAG:
        return _flag(setting, raw)
    return _chosen(setting, raw, setting.variable)


def _keys(table: Mapping[str, object], place: str, prefix: str = "") -> Iterator[str]:
    """Yield each action as `name=key key`; TOML reads `review.skip = "x"` as a nested table."""
    for name, keys in table.items():
        whole = prefix + name
        if isinstance(keys, dict):
            yield from _keys(keys, place, f"{whole}.")
        elif isinstance(keys, str):
            yield f"{whole}={keys}"
        elif isinstance(keys, list) and all(isinstance(key, str) for key in keys):
            yield f"{whole}={' '.join(keys)}"
        else:
            raise CommandError(
                "settings.wrong_type", f"{place}: `keys.{whole}` must be a key or a list, not {_shown(keys)}."
            )


def _flag(setting: DeclaredSetting, raw: str) -> bool:
    if raw.lower() in ("true", "1", "yes", "on"):
        return True
    if raw.lower() in ("false", "0", "no", "off"):
        return False
    raise CommandError("settings.wrong_type", f"{setting.variable} must be {setting.kind.value}, not {_shown(raw)}.")


def _chosen(setting: DeclaredSetting, raw: str, place: str) -> str:
    if setting.choices and raw not in setting.choices:
        raise CommandError(
            "settings.wrong_choice",
            f"{place}: `{setting.key}` must be one of {', '.join(setting.choices)}, not {_shown(raw)}.",
        )
    return raw


def _shown(raw: object) -> str:
    try:
        return json.dumps(raw, default=str, ensure_ascii=False)
    except ValueError:  # a hexadecimal number of more digits than Python prints
        return "a huge number"
