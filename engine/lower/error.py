"""The error of lowering."""

from engine.fault import EngineError, Fault


class LowerError(EngineError):
    """A valid spec that cannot be written as SQL."""

    def __init__(self, sentence: str, hint: str) -> None:
        super().__init__(Fault("lower.unlowerable", sentence, hint))
