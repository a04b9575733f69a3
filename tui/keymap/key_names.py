"""How a key is written: as its character or its name, after the modifiers held with it."""

import unicodedata

from textual.keys import KEY_NAME_REPLACEMENTS, Keys

HELD = frozenset({"ctrl", "shift", "alt", "super", "meta", "hyper"})
NAMED = frozenset({key.value for key in Keys} | set(KEY_NAME_REPLACEMENTS.values()))


def textual_key_name(written: str) -> str | None:
    """Return Textual's name of a key; None if there is no such key."""
    held, _, start = written[:-1].rpartition("+")
    key = start + written[-1:]
    name = _of_character(key)
    if not name or not set(filter(None, held.split("+"))) <= HELD:
        return None
    whole = "+".join(filter(None, (held, name)))
    is_key = whole in NAMED or len(key) == 1 or name in NAMED or _is_character(name)
    return whole if is_key else None


def _of_character(key: str) -> str:
    if len(key) != 1 or key.isalnum():
        return key
    name = unicodedata.name(key, "").lower().replace("-", "_").replace(" ", "_")
    return KEY_NAME_REPLACEMENTS.get(name, name)


def _is_character(name: str) -> bool:
    try:
        unicodedata.lookup(name.replace("_", " ").upper())
    except KeyError:
        return False
    return True
