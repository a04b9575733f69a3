"""What lowering refuses."""


class LowerError(Exception):
    """A spec that reads well but stands for no SQL."""

    code = "lower"

    def __init__(self, sentence: str, hint: str) -> None:
        super().__init__(sentence)
        self.hint = hint
