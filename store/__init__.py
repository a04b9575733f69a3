"""The store: SQLite is the truth, everything else is rebuilt from it."""

from store.core.database import Store
from store.core.open_store import open_store as open  # noqa: A004  store.open() is what it is called
from store.core.transaction import ReadView, WriteTransaction

__all__ = ["ReadView", "Store", "WriteTransaction", "open"]
