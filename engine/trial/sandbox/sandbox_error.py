"""Why a sandbox cannot be used."""

from engine.fault import EngineError, Fault


class SandboxError(EngineError):
    """The scratch server could not be started, or failed its self-test, or is gone."""

    def __init__(self, name: str, sentence: str, hint: str) -> None:
        super().__init__(Fault(f"trial.{name}", sentence, hint))
