"""What an error of a model's API means for the person who runs Specdeck, as a fault with something to do."""

from collections.abc import Mapping
from math import isfinite
from types import MappingProxyType

from engine.fault import Fault
from engine.llm.language_model import ModelError

OVERLOADED = 529
KEY_HINT = "Set a valid key in SPECDECK_CLOUD_KEY or ANTHROPIC_API_KEY, then restart the daemon."
WAIT_HINT = "Nothing to do: the call is repeated later. If this happens often: specdeck cost cloud on --per-minute N."
CREDIT_HINT = "Add credit, or disable the cloud: specdeck cost cloud off."
MODEL_HINT = "Choose another: specdeck cost cloud on --model ID."
_BY_STATUS: Mapping[int, Fault] = MappingProxyType(
    {
        400: Fault("llm.bad_request", "The cloud model refused the request.", "Report it: the request is Specdeck's."),
        401: Fault("llm.key", "The cloud model refused the API key.", KEY_HINT),
        402: Fault(
            "llm.billing",
            "The account of the API key has no credit.",
            CREDIT_HINT,
        ),
        403: Fault(
            "llm.permission",
            "The API key may not use this model.",
            MODEL_HINT,
        ),
        404: Fault("llm.model", "The cloud model does not exist.", MODEL_HINT),
        413: Fault("llm.too_large", "The request is larger than the API accepts.", "The unit is skipped; split it."),
        429: Fault("llm.rate_limit", "The rate limit of the API is reached.", WAIT_HINT),
        OVERLOADED: Fault("llm.overloaded", "The cloud model is overloaded.", WAIT_HINT),
    }
)
_TEMPORARY = frozenset({408, 409, 429, OVERLOADED})


def status_error(status: int, retry_after: str | None) -> ModelError:
    """Return the error of an HTTP status."""
    unknown = Fault("llm.server", f"The cloud model answered with status {status}.", WAIT_HINT)
    temporary = status in _TEMPORARY or status >= 500
    fault, wait = _BY_STATUS.get(status, unknown), _seconds(retry_after)
    return ModelError(fault, temporary=temporary, retry_after=wait, refused=status < 500 or status == OVERLOADED)


def timeout_error() -> ModelError:
    """Return the error of a call that took too long."""
    return ModelError(Fault("llm.timeout", "The cloud model did not answer in time.", WAIT_HINT), temporary=True)


def connection_error() -> ModelError:
    """Return the error of an API that cannot be reached."""
    hint = "Check the network and SPECDECK_CLOUD_URL; everything else works without the cloud."
    return ModelError(Fault("llm.unreachable", "The cloud model cannot be reached.", hint), temporary=True)


def malformed_error() -> ModelError:
    """Return the error of an answer that is not of the API's form."""
    return ModelError(
        Fault("llm.malformed", "The answer of the cloud model cannot be read.", WAIT_HINT), temporary=True
    )


def _seconds(text: str | None) -> float | None:
    """Return the seconds of a Retry-After header; a date, or what is not a number, is left to our own delay."""
    try:
        seconds = float(text or "nan")
    except ValueError:
        return None
    return max(0.0, seconds) if isfinite(seconds) else None
