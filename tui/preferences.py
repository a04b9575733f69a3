"""The preferences for the deck, from the settings."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path


def theme_folder() -> Path:
    """Return the folder of personal themes."""
    base = os.environ.get("XDG_CONFIG_HOME") or "~/.config"
    return Path(base).expanduser() / "specdeck" / "themes"


@dataclass(frozen=True, slots=True)
class DeckPreferences:
    """A theme, a preset of keys with personal keys over it, and what happens by itself.

    `advance` goes to the next unit after a decision; `welcome` shows the welcome on a user's first deck.
    """

    theme: str = "dark"
    preset: str = "vim"
    keys: Mapping[str, Sequence[str]] = field(default_factory=dict)
    advance: bool = True
    welcome: bool = False
