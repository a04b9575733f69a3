"""A clock that neither jumps nor stops: wall time when the daemon started, plus what has passed since."""

import time
from collections.abc import Callable


def monotonic_clock() -> Callable[[], float]:
    """Seconds since 1970 as they were at the start; setting the system's clock afterwards changes nothing."""
    offset = time.time() - time.clock_gettime(time.CLOCK_BOOTTIME)
    return lambda: time.clock_gettime(time.CLOCK_BOOTTIME) + offset
