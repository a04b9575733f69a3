"""Failpoints: named places where SPECDECK_FAILPOINT makes the process die by SIGKILL, to test crashes.

`NAME` dies the first time the place is reached, `NAME:3` the third time. With SPECDECK_FAILPOINT_ONCE naming a file,
only the process that creates the file dies. Without the variable, a failpoint costs one look at a constant.
"""

import os
import signal
from itertools import count

_NAME, _, _PASSING = os.environ.get("SPECDECK_FAILPOINT", "").partition(":")
_FATAL = int(_PASSING or 1)
_ONCE = os.environ.get("SPECDECK_FAILPOINT_ONCE", "")
_passings = count(1)


def reach(name: str) -> None:
    """Die here if this failpoint was named."""
    if _NAME and name == _NAME and next(_passings) >= _FATAL and _first():
        os.kill(os.getpid(), signal.SIGKILL)


def _first() -> bool:
    if not _ONCE:
        return True
    try:
        os.close(os.open(_ONCE, os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        return False
    return True
