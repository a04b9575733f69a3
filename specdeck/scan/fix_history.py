"""Files before a fix changed them, kept so that `undo` restores them byte for byte."""

import base64
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from specdeck.errors import CommandError


@dataclass(frozen=True, slots=True)
class FixRecord:
    """A file of the history, and the paths that it restores."""

    file: Path
    paths: tuple[str, ...]


def history_folder() -> Path:
    """Where records are kept: the state folder of the user."""
    state = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Path(state) / "specdeck" / "fixes"


def write_files(changed: Mapping[str, bytes]) -> FixRecord:
    """Write files, after their bytes before are kept."""
    folder = history_folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    number = 1 + max((int(each.stem) for each in folder.glob("*.json") if each.stem.isdecimal()), default=0)
    entries = [_entry(path, content) for path, content in changed.items()]
    record = folder / f"{number:06}.json"
    record.write_text(json.dumps(entries), encoding="utf-8")
    for path, content in changed.items():
        _replace(Path(path), content)
    return FixRecord(record, tuple(changed))


def undo_last() -> FixRecord:
    """Restore the files of the last record; refused where one has been changed since."""
    records = sorted(history_folder().glob("*.json"))
    if not records:
        raise CommandError("no_fix", "No fix has been applied.", "Apply one with: specdeck findings fix PATH --apply.")
    entries = json.loads(records[-1].read_text(encoding="utf-8"))
    for each in entries:
        path = Path(each["path"])
        if not path.is_file() or _digest(path.read_bytes()) != each["after"]:
            sentence = f"{path} has been changed since the fix was applied."
            raise CommandError("changed_since", sentence, "Restore it from version control.")
    for each in entries:
        _replace(Path(each["path"]), base64.b64decode(each["before"]))
    records[-1].unlink()
    return FixRecord(records[-1], tuple(each["path"] for each in entries))


def _entry(path: str, content: bytes) -> dict[str, str]:
    before = Path(path).read_bytes()
    absolute = str(Path(path).resolve())
    return {"path": absolute, "before": base64.b64encode(before).decode(), "after": _digest(content)}


def _replace(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    temporary = path.with_name(f".{path.name}.specdeck")
    temporary.write_bytes(content)
    temporary.chmod(path.stat().st_mode)
    temporary.replace(path)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
