"""Parse hosts such as ssh://user@box:2222."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from daemon.client.errors import HostError

# Neither may begin with a dash: ssh would read an option, and -oProxyCommand=… runs a program.
_HOST = re.compile(r"[A-Za-z0-9_:][A-Za-z0-9._:%-]*")
_USER = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._@+-]*")
HOST_HINT = "Write it as ssh://user@host or ssh://user@host:port."


@dataclass(frozen=True, slots=True)
class SshHost:
    """A machine that ssh can reach."""

    name: str
    user: str | None = None
    port: int | None = None

    def __str__(self) -> str:
        user = self.user and f"{self.user}@"
        port = self.port and f":{self.port}"
        return f"ssh://{user or ''}{self.name}{port or ''}"


def parse_host(text: str) -> SshHost:
    """Parse a host; refuse anything that ssh could read as something else."""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise HostError(f"{text!r} is not a host: {error}.", HOST_HINT) from error
    if parts.scheme != "ssh" or parts.path not in ("", "/") or parts.query or parts.fragment or parts.password:
        raise HostError(f"{text!r} is not a host that ssh can reach.", HOST_HINT)
    if not _HOST.fullmatch(parts.hostname or ""):
        raise HostError(f"{text!r} does not name a host.", HOST_HINT)
    if parts.username is not None and not _USER.fullmatch(parts.username):
        raise HostError(f"{text!r} does not name a user.", HOST_HINT)
    return SshHost(parts.hostname or "", parts.username, port)
