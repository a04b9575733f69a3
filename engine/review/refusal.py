"""The error that a refused decision raises."""

from engine.fault import EngineError, Fault


class Refusal(EngineError):  # noqa: N818 - it is an answer to a person
    """The decision was refused; nothing changed."""

    def __init__(self, code: str, sentence: str, hint: str) -> None:
        super().__init__(Fault(f"review.{code}", sentence, hint))
