"""The error that lowering raises."""

from engine.fault import EngineError, Fault


class LowerError(EngineError):
    """A spec that reads well but stands for no SQL."""

    def __init__(self, sentence: str, hint: str) -> None:
        super().__init__(Fault("lower.unlowerable", sentence, hint))
