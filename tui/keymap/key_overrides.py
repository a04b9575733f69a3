"""The keys of a user: a preset with personal overrides."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from tui.keymap.key_names import textual_key_name
from tui.keymap.key_table import Keys, find_clashes
from tui.keymap.scenes import action_titles

FOLDER = Path(__file__).with_name("presets")
PLAIN_PRESET = "vim"


@dataclass(frozen=True, slots=True)
class KeyMistake:
    """Something in the personal keys that cannot be used."""

    sentence: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ChosenKeys:
    """The keys in effect, and the mistakes in the overrides."""

    keys: Keys
    mistakes: tuple[KeyMistake, ...] = ()


def preset_names() -> tuple[str, ...]:
    """Return the names of the presets."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


def preset_keys(name: str) -> Keys:
    """Return the keys of a preset; an unknown one changes nothing."""
    path = FOLDER / f"{name}.toml"
    if name not in preset_names():
        return {}
    table = tomllib.loads(path.read_text(encoding="utf-8"))["keys"]
    return {each: _named((keys,) if isinstance(keys, str) else keys) for each, keys in table.items()}


def choose_keys(preset_name: str, own: Mapping[str, Sequence[str]]) -> ChosenKeys:
    """Apply personal keys over a preset. Mistakes and clashes are reported; keys with mistakes are left out."""
    known = action_titles()
    fine: dict[str, tuple[str, ...]] = {}
    mistakes: list[KeyMistake] = []
    for name, keys in own.items():
        wrong = list(_wrong(name, keys, known))
        mistakes += wrong
        if not wrong:
            fine[name] = _named(keys)
    keys = {**preset_keys(preset_name), **fine}
    conflicts = (KeyMistake(clash.sentence, "Give one of them another key in [keys].") for clash in find_clashes(keys))
    return ChosenKeys(keys, (*mistakes, *conflicts))


def _wrong(name: str, keys: Sequence[str], known: Mapping[str, str]) -> Iterator[KeyMistake]:
    if name not in known:
        close = get_close_matches(name, known, n=1, cutoff=0.5)
        hint = f"Did you mean `{close[0]}`?" if close else "`specdeck config keys` lists them."
        yield KeyMistake(f"keys: there is no action `{name}`.", hint)
    if not keys:
        yield KeyMistake(f"keys: `{name}` has no key.", "Give it a key; ctrl+p runs actions without one.")
    for key in keys:
        if textual_key_name(key) is None:
            yield KeyMistake(
                f"keys: `{name}`: there is no key `{key}`.", "Write it like a, G, ?, f3, ctrl+s or pagedown."
            )


def _named(keys: Sequence[str]) -> tuple[str, ...]:
    return tuple(textual_key_name(key) or key for key in keys)
