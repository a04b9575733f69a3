"""A model of Anthropic's, by its official client.

Key and address are always passed: the client would take both from the environment, and a key that is merely present
must send nothing. One attempt a call, since each attempt needs a reservation of money. The schema constrains the
answer; bounds that the API does not know are left to our own validation. `messages.parse` loses usage and stop reason.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from engine.llm.cloud.call_errors import connection_error, malformed_error, status_error, timeout_error
from engine.llm.language_model import Completion, ModelRequest, StopReason, TokenUsage
from engine.llm.schema.answer_schema import AnswerSchema

if TYPE_CHECKING:
    from anthropic import Anthropic
    from anthropic.types import Message

DEFAULT_URL = "https://api.anthropic.com"
_UNKNOWN_TO_API = frozenset({"minLength", "maxLength", "minItems", "maxItems", "minimum", "maximum"})
_STOPS: Mapping[str, StopReason] = MappingProxyType(
    {"max_tokens": StopReason.LENGTH, "model_context_window_exceeded": StopReason.LENGTH, "refusal": StopReason.REFUSAL}
)


@dataclass(frozen=True, slots=True)
class CloudAccount:
    """Where and as whom to ask. The key is not part of any representation."""

    key: str
    url: str = DEFAULT_URL
    timeout: float = 120.0

    def __repr__(self) -> str:
        return f"CloudAccount(url={self.url!r}, timeout={self.timeout!r})"


class AnthropicModel:
    """One of Anthropic's models."""

    def __init__(self, name: str, account: CloudAccount) -> None:
        self.name = name
        self._account = account

    def count_tokens(self, request: ModelRequest) -> int:
        """Return the input tokens of a request; the API counts them for nothing."""
        return self._call("count_tokens", _question(self.name, request)).input_tokens

    def complete(self, request: ModelRequest) -> Completion:
        """Ask once."""
        message = self._call("create", _question(self.name, request) | {"max_tokens": request.max_tokens})
        return _completion(message)

    @cached_property
    def _client(self) -> "Anthropic":
        import anthropic  # takes two seconds, so only where a model is asked

        account = self._account
        return anthropic.Anthropic(api_key=account.key, base_url=account.url, timeout=account.timeout, max_retries=0)

    def _call(self, method: str, arguments: dict[str, Any]) -> Any:  # noqa: ANN401 - the client's own types
        import anthropic

        try:
            return getattr(self._client.messages, method)(**arguments)
        except anthropic.APIStatusError as error:
            raise status_error(error.status_code, error.response.headers.get("retry-after")) from error
        except anthropic.APITimeoutError as error:
            raise timeout_error() from error
        except anthropic.APIConnectionError as error:
            raise connection_error() from error
        except (anthropic.AnthropicError, ValueError) as error:
            raise malformed_error() from error


def _question(model: str, request: ModelRequest) -> dict[str, Any]:
    """Return the arguments that counting and asking share; the stable part is marked for the prompt cache."""
    return {
        "model": model,
        "system": [{"type": "text", "text": request.system, "cache_control": {"type": "ephemeral"}}],
        "messages": [{"role": "user", "content": request.prompt}],
        "output_config": {"format": {"type": "json_schema", "schema": _api_schema(request.schema)}},
    }


def _api_schema(schema: AnswerSchema) -> dict[str, Any]:
    """Return the schema without the bounds that the API does not know."""
    kept = {key: value for key, value in schema.items() if key not in _UNKNOWN_TO_API}
    if "properties" in kept:
        kept["properties"] = {key: _api_schema(inner) for key, inner in kept["properties"].items()}
    if "items" in kept:
        kept["items"] = _api_schema(kept["items"])
    return kept


def _completion(message: "Message") -> Completion:
    """Return what a message says; one without text or usage is malformed."""
    try:
        text = "".join(block.text for block in message.content if block.type == "text")
        usage = TokenUsage(
            input=message.usage.input_tokens,
            output=message.usage.output_tokens,
            cache_read=message.usage.cache_read_input_tokens or 0,
            cache_write=message.usage.cache_creation_input_tokens or 0,
        )
    except (AttributeError, TypeError) as error:
        raise malformed_error() from error
    return Completion(text, usage, _STOPS.get(message.stop_reason or "", StopReason.END), message.id)
