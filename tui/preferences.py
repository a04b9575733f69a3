"""What somebody wants of the deck, as the settings say."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path


def theme_folder() -> Path:
    """Where somebody keeps themes of their own."""
    base = os.environ.get("XDG_CONFIG_HOME") or "~/.config"
    return Path(base).expanduser() / "specdeck" / "themes"


@dataclass(frozen=True, slots=True)
class DeckPreferences:
    """A theme, a preset of keys and one's own over it."""

    theme: str = "dark"
    preset: str = "vim"
    keys: Mapping[str, Sequence[str]] = field(default_factory=dict)
