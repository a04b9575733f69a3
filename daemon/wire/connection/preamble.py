"""The identity of a caller, which `dial-stdio` sends before the first byte of HTTP.

The bridge behind the forced command of an SSH key sends this line first on every connection. The remote client can only
send what follows, so it can neither revoke the line nor add another: a second one is malformed HTTP. A daemon that does
not know the line answers 400, so a pin is never ignored silently.
"""

import json
import re
from dataclasses import dataclass

from daemon.wire import codec
from daemon.wire.errors import MalformedError
from daemon.wire.role import Role

MAGIC = b"SPECDECK-AS "
MAX_PREAMBLE_BYTES = 512
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")


@dataclass(frozen=True, slots=True)
class PinnedCaller:
    """The name and role that an SSH key is pinned to."""

    name: str
    role: Role

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ValueError("a pinned name has up to 64 letters, digits, dots, dashes, underscores or @")


def preamble_line(pin: PinnedCaller) -> bytes:
    """Return the first line of a pinned connection."""
    return MAGIC + json.dumps(codec.to_json(pin)).encode("ascii") + b"\n"


def parse_preamble(line: bytes) -> PinnedCaller:
    """Return the pinned caller from the first line of a connection, which begins with MAGIC."""
    if not line.startswith(MAGIC):
        raise MalformedError("This line is not a preamble.")
    return codec.from_json_text(PinnedCaller, line.removeprefix(MAGIC))
