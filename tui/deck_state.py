"""What the deck remembers from one run to the next: the theme, the columns, and what was shown once."""

import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any


def state_file() -> Path:
    """Return the file of the state, which people may delete."""
    base = os.environ.get("XDG_STATE_HOME") or "~/.local/state"
    return Path(base).expanduser() / "specdeck" / "deck.json"


class DeckState:
    """Values in a small file. A file that cannot be read or written is as good as none."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def theme_for(self, configured: str) -> str:
        """Return the theme chosen last; a setting that was changed since counts more."""
        kept = self._read().get("theme")
        if not isinstance(kept, Mapping) or kept.get("instead_of") != configured:
            return configured
        return str(kept.get("name") or configured)

    def keep_theme(self, name: str, configured: str) -> None:
        """Keep a theme that was chosen on the deck."""
        self._write({"theme": {"name": name, "instead_of": configured}})

    def columns(self) -> tuple[Sequence[object], str]:
        """Return the columns that were chosen for the inbox, and its order."""
        kept = self._read().get("inbox")
        if not isinstance(kept, Mapping) or not isinstance(kept.get("columns"), list):
            return (), ""
        return kept["columns"], str(kept.get("sort") or "")

    def keep_columns(self, names: Sequence[str], sort: str) -> None:
        """Keep the columns of the inbox and its order."""
        self._write({"inbox": {"columns": list(names), "sort": sort}})

    def is_first(self, what: str) -> bool:
        """Return whether something was never shown before, and keep that it is shown now."""
        kept = self._read().get("shown")
        shown = kept if isinstance(kept, list) else []
        if what in shown:
            return False
        self._write({"shown": [*shown, what]})
        return True

    def _read(self) -> dict[str, Any]:
        try:
            found = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    def _write(self, changes: Mapping[str, object]) -> None:
        text = json.dumps({**self._read(), **changes})
        with suppress(OSError):
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._file.write_text(text, encoding="utf-8")
