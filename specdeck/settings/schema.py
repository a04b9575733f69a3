"""The JSON Schema of specdeck.toml."""

from typing import Any

from specdeck.settings.known_settings import SETTINGS, DeclaredSetting, SettingKind


def json_schema() -> dict[str, Any]:
    """Return the schema of the project's file and the user's file."""
    root = _table()
    for setting in SETTINGS:
        section, _, name = setting.key.rpartition(".")
        table = root["properties"].setdefault(section, _table()) if section else root
        table["properties"][name] = _property(setting)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "specdeck.toml", **root}


def _table() -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "properties": {}}


def _property(setting: DeclaredSetting) -> dict[str, Any]:
    kinds: dict[SettingKind, dict[str, Any]] = {
        SettingKind.FLAG: {"type": "boolean"},
        SettingKind.TEXTS: {"type": "array", "items": {"type": "string"}},
        SettingKind.KEYS: {"type": "object"},
    }
    default = _default(setting)
    shape = {**kinds.get(setting.kind, {"type": "string"}), "default": default, "description": setting.help}
    if setting.choices:
        shape["enum"] = list(setting.choices)
    return shape


def _default(setting: DeclaredSetting) -> object:
    if setting.kind is SettingKind.KEYS:
        return {}
    if isinstance(setting.default, tuple):
        return list(setting.default)
    return setting.default
