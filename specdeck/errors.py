"""Errors that a command reports to its user."""

from specdeck.exit_codes import ExitCode


class CommandError(Exception):
    """A command cannot continue: a stable code, a sentence, a hint and the exit code."""

    exit_code = ExitCode.USAGE

    def __init__(self, code: str, sentence: str, hint: str = "", exit_code: ExitCode | None = None) -> None:
        super().__init__(sentence)
        self.code = code
        self.hint = hint
        if exit_code is not None:
            self.exit_code = exit_code
