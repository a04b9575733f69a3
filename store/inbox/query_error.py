"""A query that cannot be understood, and where it stops making sense."""

from store.core.errors import StoreError


class QueryError(StoreError):
    """`position` counts the characters of the query from 0."""

    code = "inbox.query"

    def __init__(self, sentence: str, hint: str, position: int) -> None:
        super().__init__(sentence, hint)
        self.position = position
