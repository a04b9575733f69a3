"""The most recent answers of a model, so that a worker that runs for weeks does not keep all of them."""

from collections import OrderedDict
from collections.abc import Iterator, MutableMapping
from threading import Lock
from typing import Any

KEPT = 10_000


class RecentAnswers(MutableMapping[str, Any]):
    """A mapping that forgets the answer that was not used for longest; several threads may use it."""

    def __init__(self, most: int = KEPT) -> None:
        self._most = most
        self._answers: OrderedDict[str, Any] = OrderedDict()
        self._lock = Lock()

    def __getitem__(self, key: str) -> Any:  # noqa: ANN401 - a JSON value
        with self._lock:
            self._answers.move_to_end(key)
            return self._answers[key]

    def __setitem__(self, key: str, value: object) -> None:
        with self._lock:
            self._answers[key] = value
            self._answers.move_to_end(key)
            if len(self._answers) > self._most:
                self._answers.popitem(last=False)

    def __delitem__(self, key: str) -> None:
        with self._lock:
            del self._answers[key]

    def __iter__(self) -> Iterator[str]:
        return iter(tuple(self._answers))

    def __len__(self) -> int:
        return len(self._answers)
