"""SQLite is the truth: migrations, journal, folded tables."""

from store.database import Store
from store.opening import open_store as open  # noqa: A004  store.open() is what it is called
from store.transaction import Transaction, View

__all__ = ["Store", "Transaction", "View", "open"]
