"""An exception that nobody foresaw becomes the fault of one unit, so that it never ends a whole run."""

from collections.abc import Callable
from typing import TypeVar

from engine.fault import Fault

UNEXPECTED = "engine.unexpected"
OUT_OF_MEMORY = "engine.memory"
ENGINE_FAILED = frozenset({UNEXPECTED, OUT_OF_MEMORY})
MAX_MESSAGE = 300
Found = TypeVar("Found")


def unexpected_fault(error: Exception, place: int | None = None) -> Fault:
    """Return the fault of a unit at which the engine failed."""
    if isinstance(error, MemoryError):
        sentence = "This unit takes more memory than there is."
        return Fault(OUT_OF_MEMORY, sentence, "Split the unit. The others are not affected.", place)
    message = f"{type(error).__name__}: {error}"[:MAX_MESSAGE]
    sentence = f"The engine failed at this unit: {message.encode(errors='backslashreplace').decode()}"
    return Fault(UNEXPECTED, sentence, "Please report it. The other units are not affected.", place)


def attempt(work: Callable[[], Found], place: int | None = None) -> Found | Fault:
    """Return what `work` returns, or the fault of an exception that nobody foresaw."""
    try:
        return work()
    except Exception as error:  # noqa: BLE001  the boundary around one unit: no unit may end a run
        return unexpected_fault(error, place)
