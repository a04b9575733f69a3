"""A model of Anthropic's, by its official client.

The schema constrains the answer; bounds that the API does not know are left to our own validation. `messages.parse`
loses usage and stop reason.
"""

from functools import cached_property
from typing import TYPE_CHECKING

from engine.llm.cloud.anthropic_calls import (
    CloudAccount,
    asked_arguments,
    completion_from,
    counted_arguments,
    errors_as_faults,
    open_client,
)
from engine.llm.language_model import Completion, ModelRequest

if TYPE_CHECKING:
    from anthropic import Anthropic


class AnthropicModel:
    """One of Anthropic's models."""

    def __init__(self, name: str, account: CloudAccount) -> None:
        self.name = name
        self._account = account

    def count_tokens(self, request: ModelRequest) -> int:
        """Return the input tokens of a request; the API counts them for nothing."""
        with errors_as_faults():
            return self._client.messages.count_tokens(**counted_arguments(self.name, request)).input_tokens

    def complete(self, request: ModelRequest) -> Completion:
        """Ask once."""
        with errors_as_faults():
            message = self._client.messages.create(**asked_arguments(self.name, request))
            return completion_from(message)

    @cached_property
    def _client(self) -> "Anthropic":
        return open_client(self._account)
