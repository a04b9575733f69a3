"""The error that the pattern library raises for bad input."""

from engine.fault import EngineError, Fault


class LibraryError(EngineError):
    """A pattern that cannot be read, found, filled in or composed; `path` is the file, where there is one."""

    def __init__(self, code: str, sentence: str, hint: str = "", *, path: str = "") -> None:
        super().__init__(Fault(f"patterns.{code}", sentence, hint))
        self.path = path
