"""Batches of questions to a model of Anthropic's."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from engine.llm.cloud.anthropic_calls import (
    CloudAccount,
    asked_arguments,
    completion_from,
    counted_arguments,
    errors_as_faults,
    open_client,
)
from engine.llm.cloud.call_errors import malformed_error
from engine.llm.cloud.message_batch import BatchedAnswer, BatchedRequest, BatchOutcome
from engine.llm.language_model import ModelError, ModelRequest

if TYPE_CHECKING:
    from anthropic import Anthropic
    from anthropic.types.messages import MessageBatchIndividualResponse

ENDED = "ended"
LASTING = frozenset({"invalid_request_error", "request_too_large", "permission_error", "not_found_error"})


class AnthropicBatches:
    """Batches to one model."""

    def __init__(self, name: str, account: CloudAccount) -> None:
        self.name = name
        self._account = account

    def count_tokens(self, request: ModelRequest) -> int:
        """Return the input tokens of a request; the API counts them for nothing."""
        with errors_as_faults():
            return self._client.messages.count_tokens(**counted_arguments(self.name, request)).input_tokens

    def submit(self, requests: Sequence[BatchedRequest]) -> str:
        """Submit a batch once; return the provider's id of it."""
        asked: list[Any] = [
            {"custom_id": each.id, "params": asked_arguments(self.name, each.request)} for each in requests
        ]
        with errors_as_faults():
            return self._client.messages.batches.create(requests=asked).id

    def has_ended(self, batch: str) -> bool:
        """Return whether all questions of a batch have their outcome."""
        with errors_as_faults():
            return self._client.messages.batches.retrieve(batch).processing_status == ENDED

    def results(self, batch: str) -> Iterator[BatchedAnswer]:
        """Yield the outcomes of a batch that has ended, in any order."""
        with errors_as_faults():
            yield from map(_answer, self._client.messages.batches.results(batch))

    def cancel(self, batch: str) -> None:
        """Ask for no further answers of a batch; those that were given stay."""
        with errors_as_faults():
            self._client.messages.batches.cancel(batch)

    @cached_property
    def _client(self) -> "Anthropic":
        return open_client(self._account)


def _answer(given: "MessageBatchIndividualResponse") -> BatchedAnswer:
    """Return an outcome; a line that is not of the API's form makes the whole result unreadable for now."""
    try:
        return _outcome(given)
    except (AttributeError, TypeError) as error:
        raise malformed_error() from error


def _outcome(given: "MessageBatchIndividualResponse") -> BatchedAnswer:
    """Return an outcome; an answer that cannot be read was paid for all the same, so it has no completion."""
    result, outcome = given.result, BatchOutcome(given.result.type)
    if result.type == "errored":
        error = result.error.error
        return BatchedAnswer(given.custom_id, outcome, error=error.message, temporary=error.type not in LASTING)
    if result.type != "succeeded":
        return BatchedAnswer(given.custom_id, outcome, temporary=outcome is BatchOutcome.EXPIRED)
    try:
        return BatchedAnswer(given.custom_id, outcome, completion_from(result.message))
    except ModelError as error:
        return BatchedAnswer(given.custom_id, outcome, error=error.sentence)
