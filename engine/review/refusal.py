"""A decision that does not count, and why."""


class Refusal(Exception):  # noqa: N818 - it is an answer to a person, not a fault
    """The decision was understood and refused; nothing changed."""

    def __init__(self, code: str, sentence: str, hint: str) -> None:
        super().__init__(sentence)
        self.code = f"review.{code}"
        self.sentence = sentence
        self.hint = hint
