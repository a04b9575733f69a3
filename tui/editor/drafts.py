"""Texts that were begun and not decided upon. Each is in a file as well: leaving the deck, or losing it, loses none."""

import hashlib
import os
import re
from collections.abc import Sequence
from pathlib import Path

from daemon.wire.inbox import InboxItem

NO_LETTERS = re.compile(r"[^A-Za-z0-9]+")


def draft_folder() -> Path:
    """Where drafts lie, those of the shell commands with them."""
    base = os.environ.get("XDG_STATE_HOME") or "~/.local/state"
    return Path(base).expanduser() / "specdeck" / "drafts"


class Drafts:
    """One text a unit. `options` tell the daemons apart that one person uses."""

    def __init__(self, folder: Path, options: Sequence[str] = ()) -> None:
        self._folder = folder
        self._options = tuple(options)
        self._texts: dict[int, str] = {}

    def of(self, item: InboxItem) -> str | None:
        """What was begun of this unit, in this sitting or in one before."""
        if item.id not in self._texts:
            try:
                self._texts[item.id] = self.path(item).read_bytes().decode("utf-8")
            except (OSError, UnicodeDecodeError):
                return None
        return self._texts[item.id]

    def keep(self, item: InboxItem, text: str) -> OSError | None:
        """Keep a text; if it cannot be written down it is kept for this sitting, and the reason is given."""
        self._texts[item.id] = text
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            path = self.path(item)
            path.touch(mode=0o600)
            path.write_bytes(text.encode("utf-8"))
        except OSError as error:
            return error
        return None

    def drop(self, item: InboxItem) -> None:
        """Forget the text: it was decided upon, or taken back."""
        self._texts.pop(item.id, None)
        try:
            self.path(item).unlink(missing_ok=True)
        except OSError:
            self._texts[item.id] = ""  # a file that cannot be removed is not to come back

    def path(self, item: InboxItem) -> Path:
        """The file of a unit's text: named for it, so that a person finds it."""
        whole = "\0".join((*self._options, item.project, item.source, item.kind, item.name))
        number = hashlib.sha256(whole.encode()).hexdigest()[:12]
        name = NO_LETTERS.sub("-", item.name.partition("(")[0]).strip("-")[:40] or item.kind
        return self._folder / f"{name}-{number}.yaml"
