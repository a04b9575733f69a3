"""The key that signs snapshots: of this machine and user, so that no worker unpickles what another one wrote."""

import os
import secrets
from pathlib import Path

BYTES = 32


def signing_key() -> bytes | None:
    """Return the key, made at its first use; None where it cannot be kept, so that nothing is signed."""
    home = os.environ.get("XDG_STATE_HOME") or str(Path("~/.local/state").expanduser())
    path = Path(home, "specdeck", "learning.key")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _create(path)
        key = path.read_bytes()
    except OSError:
        return None
    return key if len(key) == BYTES else None


def _create(path: Path) -> None:
    """Write a new key under another name first: a reader sees a whole one or none."""
    if path.exists():
        return
    fresh = path.with_suffix(f".{os.getpid()}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_bytes(BYTES))
    try:
        os.link(fresh, path)
    except FileExistsError:
        pass  # another worker was first: its key counts
    finally:
        fresh.unlink()
