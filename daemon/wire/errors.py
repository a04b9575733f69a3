"""Errors that carry a fault, and those of the wire itself: a malformed message, an unusable instance path."""

from daemon.wire.fault import Fault


class CodedError(Exception):
    """Base of the daemon's errors, on either side; each class has its code."""

    code = "daemon.failed"

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint

    @property
    def fault(self) -> Fault:
        """The error as a value."""
        return Fault(self.code, self.sentence, self.hint)


class WireError(CodedError):
    """Base of the wire's errors."""

    code = "wire.failed"


class MalformedError(WireError):
    """A message does not have the fields of its kind."""

    code = "wire.malformed"


class InstancePathError(WireError):
    """An instance has an unusable name, or its socket an unusable path."""

    code = "place.unusable"
