"""Named places where a crash can be asked for: SPECDECK_FAILPOINT names one, and the process dies there by SIGKILL.

`NAME` dies at the first passing, `NAME:3` at the third. Of several processes only one dies where
SPECDECK_FAILPOINT_ONCE names a file: the one that creates it. Unset, a place costs one look at a constant.
"""

import os
import signal
from itertools import count

_NAME, _, _PASSING = os.environ.get("SPECDECK_FAILPOINT", "").partition(":")
_FATAL = int(_PASSING or 1)
_ONCE = os.environ.get("SPECDECK_FAILPOINT_ONCE", "")
_passings = count(1)


def reach(name: str) -> None:
    """Die here if this is the place that was named."""
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
