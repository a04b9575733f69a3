"""What single questions and batches to Anthropic share: the account, the client, a question's arguments, its errors.

Key and address are always passed: the client would take both from the environment, and a key that is merely present
must send nothing. One attempt a call, since each attempt needs a reservation of money.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
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


def open_client(account: CloudAccount) -> "Anthropic":
    """Return the official client, which makes one attempt a call."""
    import anthropic  # takes two seconds, so only where a model is asked

    return anthropic.Anthropic(api_key=account.key, base_url=account.url, timeout=account.timeout, max_retries=0)


@contextmanager
def errors_as_faults() -> Iterator[None]:
    """Raise the errors of the client as ModelErrors, which say what to do."""
    import anthropic

    try:
        yield
    except anthropic.APIStatusError as error:
        raise status_error(error.status_code, error.response.headers.get("retry-after")) from error
    except anthropic.APITimeoutError as error:
        raise timeout_error() from error
    except anthropic.APIConnectionError as error:
        raise connection_error() from error
    except (anthropic.AnthropicError, ValueError) as error:
        raise malformed_error() from error


def counted_arguments(model: str, request: ModelRequest) -> dict[str, Any]:
    """Return the arguments that counting and asking share; the stable part is marked for the prompt cache."""
    return {
        "model": model,
        "system": [{"type": "text", "text": request.system, "cache_control": {"type": "ephemeral"}}],
        "messages": [{"role": "user", "content": request.prompt}],
        "output_config": {"format": {"type": "json_schema", "schema": _api_schema(request.schema)}},
    }


def asked_arguments(model: str, request: ModelRequest) -> dict[str, Any]:
    """Return the arguments of a question."""
    return counted_arguments(model, request) | {"max_tokens": request.max_tokens}


def completion_from(message: "Message") -> Completion:
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


def _api_schema(schema: AnswerSchema) -> dict[str, Any]:
    """Return the schema without the bounds that the API does not know."""
    kept = {key: value for key, value in schema.items() if key not in _UNKNOWN_TO_API}
    if "properties" in kept:
        kept["properties"] = {key: _api_schema(inner) for key, inner in kept["properties"].items()}
    if "items" in kept:
        kept["items"] = _api_schema(kept["items"])
    return kept
