"""A clock that never jumps: the wall time at the start, plus the time that has passed since."""

import time
from collections.abc import Callable


def monotonic_clock() -> Callable[[], float]:
    """Return a clock of seconds since 1970; later changes of the system clock do not affect it."""
    offset = time.time() - time.clock_gettime(time.CLOCK_BOOTTIME)
    return lambda: time.clock_gettime(time.CLOCK_BOOTTIME) + offset
