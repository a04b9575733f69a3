"""Edited texts that were not decided on. Each is saved to a file, so that none is lost with the deck."""

import hashlib
import os
import re
from collections.abc import Sequence
from pathlib import Path

from daemon.wire.inbox import InboxItem

UNSAFE = re.compile(r"[^A-Za-z0-9]+")


def draft_folder() -> Path:
    """Return the folder of the drafts, which the shell commands share."""
    base = os.environ.get("XDG_STATE_HOME") or "~/.local/state"
    return Path(base).expanduser() / "specdeck" / "drafts"


class Drafts:
    """One text for each unit. `options` tell apart the daemons of one user."""

    def __init__(self, folder: Path, options: Sequence[str] = ()) -> None:
        self._folder = folder
        self._options = tuple(options)
        self._texts: dict[int, str] = {}

    def get(self, item: InboxItem) -> str | None:
        """Return the draft of a unit, from this session or an earlier one."""
        if item.id not in self._texts:
            try:
                self._texts[item.id] = self.path(item).read_bytes().decode("utf-8")
            except (OSError, UnicodeDecodeError):
                return None
        return self._texts[item.id]

    def keep(self, item: InboxItem, text: str) -> OSError | None:
        """Keep a text. If it cannot be saved, it is kept for this session and the error is returned."""
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
        """Drop a text that was decided on or discarded."""
        self._texts.pop(item.id, None)
        try:
            self.path(item).unlink(missing_ok=True)
        except OSError:
            self._texts[item.id] = ""  # a file that cannot be removed must not come back

    def path(self, item: InboxItem) -> Path:
        """Return the file of a unit's draft, named after the unit so that a person can find it."""
        whole = "\0".join((*self._options, item.project, item.source, item.kind, item.name))
        number = hashlib.sha256(whole.encode()).hexdigest()[:12]
        name = UNSAFE.sub("-", item.name.partition("(")[0]).strip("-")[:40] or item.kind
        return self._folder / f"{name}-{number}.yaml"
