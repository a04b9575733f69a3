"""A batch of questions that a cloud model answers within a day for half the price."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from engine.llm.language_model import Completion, ModelRequest


@dataclass(frozen=True, slots=True)
class BatchedRequest:
    """A question of a batch; its answer comes back under the id."""

    id: str
    request: ModelRequest


class BatchOutcome(StrEnum):
    """What became of a question of a batch. Only an answer costs something."""

    SUCCEEDED = "succeeded"
    ERRORED = "errored"
    CANCELED = "canceled"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class BatchedAnswer:
    """The outcome of one question: a completion, or an error that may pass with another try."""

    id: str
    outcome: BatchOutcome
    completion: Completion | None = None
    error: str = ""
    temporary: bool = False


class MessageBatches(Protocol):
    """A model that can be asked in batches."""

    @property
    def name(self) -> str: ...

    def count_tokens(self, request: ModelRequest) -> int: ...

    def submit(self, requests: Sequence[BatchedRequest]) -> str: ...

    def has_ended(self, batch: str) -> bool: ...

    def results(self, batch: str) -> Iterator[BatchedAnswer]: ...

    def cancel(self, batch: str) -> None: ...
