"""What can go wrong before anything is sent: a place or a message that is not right."""


class WireError(Exception):
    """Root of the wire's errors, each with a code, a sentence and a hint."""

    code = "wire.failed"

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint


class MalformedError(WireError):
    """A message does not have the shape that its kind has."""

    code = "wire.malformed"


class InstancePathError(WireError):
    """An instance has no usable place: its name, or the path of its socket."""

    code = "place.unusable"
