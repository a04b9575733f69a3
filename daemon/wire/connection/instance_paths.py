"""The paths of an instance, which a client and its daemon must agree on before they can connect."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from daemon.wire.errors import InstancePathError

MAX_SOCKET_BYTES = 107  # sun_path has 108 bytes, the last of which is NUL
_INSTANCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,31}")


@dataclass(frozen=True, slots=True)
class InstancePaths:
    """The paths of one instance. The lock is beside the database, which it guards."""

    instance: str
    socket: Path
    data: Path
    lock: Path
    log: Path

    @property
    def options(self) -> str:
        """What to add to a command so that it reaches this instance."""
        if self.instance == "default":
            return ""
        return f" --instance {self.instance}"

    @property
    def database(self) -> Path:
        return self.data / "specdeck.db"

    @property
    def startup_log(self) -> Path:
        """The file with the stderr of a daemon that was started in the background."""
        return self.log.with_suffix(".stderr")


def paths_of_instance(instance: str = "default", environment: Mapping[str, str] = os.environ) -> InstancePaths:
    """Return the paths of an instance, from the XDG folders and SPECDECK_SOCK."""
    if not _INSTANCE.fullmatch(instance):
        hint = "Use up to 32 letters, digits, dashes or underscores."
        raise InstancePathError(f"{instance!r} is not a valid name of an instance.", hint)
    state = _folder(environment, "XDG_STATE_HOME", ".local/state")
    data = _folder(environment, "XDG_DATA_HOME", ".local/share")
    runtime = environment.get("XDG_RUNTIME_DIR", "")
    run = Path(runtime) / "specdeck" if runtime.startswith("/") else state / "run"
    socket = Path(environment.get("SPECDECK_SOCK") or run / f"{instance}.sock").absolute()
    _check_length(socket)
    return InstancePaths(
        instance, socket, data / instance, data / f"{instance}.lock", state / "log" / f"{instance}.jsonl"
    )


def _folder(environment: Mapping[str, str], variable: str, default: str) -> Path:
    """Return an XDG folder; XDG requires that relative paths are ignored."""
    named = environment.get(variable, "")
    home = Path(environment.get("HOME") or Path.home())
    return (Path(named) if named.startswith("/") else home / default) / "specdeck"


def _check_length(socket: Path) -> None:
    length = len(os.fsencode(socket))
    if length > MAX_SOCKET_BYTES:
        sentence = f"The path of the socket has {length} bytes, but the system allows {MAX_SOCKET_BYTES}: {socket}"
        raise InstancePathError(
            sentence, "Set SPECDECK_SOCK to a shorter path, or XDG_RUNTIME_DIR to a shorter folder."
        )
