"""The error for a query that cannot be understood."""

from store.core.errors import StoreError


class QueryError(StoreError):
    """A query that cannot be understood; `position` is a character of it, from 0."""

    code = "inbox.query"

    def __init__(self, sentence: str, hint: str, position: int) -> None:
        super().__init__(sentence, hint)
        self.position = position
