"""What a command refuses, said so that a person knows what to do next."""

from specdeck.exit_codes import ExitCode


class CommandError(Exception):
    """A command that cannot go on: a stable code, a sentence, a hint and the exit code."""

    exit_code = ExitCode.USAGE

    def __init__(self, code: str, sentence: str, hint: str = "", exit_code: ExitCode | None = None) -> None:
        super().__init__(sentence)
        self.code = code
        self.hint = hint
        if exit_code is not None:
            self.exit_code = exit_code


class ConfigurationError(CommandError):
    """A setting that cannot be taken: unknown, of the wrong type, or in a file that cannot be read."""
