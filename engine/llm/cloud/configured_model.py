"""The cloud model as the environment of a worker configures it: where to ask, how, and with which key.

A key that is merely present sends nothing: a project has to allow the cloud first, and only then is it read.
"""

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from engine.fault import Fault
from engine.llm.cloud.call_errors import KEY_HINT
from engine.llm.cloud.message_batch import MessageBatches
from engine.llm.language_model import LanguageModel, ModelError

if TYPE_CHECKING:
    from engine.llm.cloud.anthropic_calls import CloudAccount

URL, KEY, PROTOCOL = "SPECDECK_CLOUD_URL", "SPECDECK_CLOUD_KEY", "SPECDECK_CLOUD_PROTOCOL"
ANTHROPIC_KEY, ANTHROPIC_HOST = "ANTHROPIC_API_KEY", "api.anthropic.com"
ANTHROPIC, OPENAI = "anthropic", "openai"


def cloud_model(name: str, environment: Mapping[str, str] = os.environ) -> LanguageModel:
    """Return a cloud model by its id; raise ModelError where the environment lacks what it needs."""
    protocol = environment.get(PROTOCOL) or ANTHROPIC
    if protocol == OPENAI:
        return _openai(name, environment)
    if protocol == ANTHROPIC:
        return _anthropic(name, environment)
    sentence = f"{PROTOCOL} is {protocol!r}, which is not a protocol that can be used."
    raise ModelError(Fault("llm.protocol", sentence, f"Set it to {ANTHROPIC} or {OPENAI}."))


def cloud_batches(name: str, environment: Mapping[str, str] = os.environ) -> MessageBatches:
    """Return a cloud model that is asked in batches, which only Anthropic's protocol has."""
    from engine.llm.cloud.anthropic_batches import AnthropicBatches

    protocol = environment.get(PROTOCOL) or ANTHROPIC
    if protocol != ANTHROPIC:
        sentence = f"{PROTOCOL} is {protocol!r}, which has no batches."
        raise ModelError(Fault("llm.no_batches", sentence, "Ask without --batch."))
    return AnthropicBatches(name, _account(environment))


def has_key(environment: Mapping[str, str] = os.environ) -> bool:
    """Return whether there is a key for the address in use."""
    return bool(_key(environment))


def _anthropic(name: str, environment: Mapping[str, str]) -> LanguageModel:
    from engine.llm.cloud.anthropic_model import AnthropicModel

    return AnthropicModel(name, _account(environment))


def _account(environment: Mapping[str, str]) -> "CloudAccount":
    from engine.llm.cloud.anthropic_calls import DEFAULT_URL, CloudAccount

    key = _key(environment)
    if not key:
        raise ModelError(Fault("llm.no_key", "There is no API key for the cloud model.", KEY_HINT))
    return CloudAccount(key, environment.get(URL) or DEFAULT_URL)


def _openai(name: str, environment: Mapping[str, str]) -> LanguageModel:
    from engine.llm.cloud.openai_model import Endpoint, OpenAiModel

    url = environment.get(URL)
    if not url:
        raise ModelError(Fault("llm.no_url", "There is no address of the cloud model.", f"Set {URL}."))
    return OpenAiModel(name, Endpoint(url, environment.get(KEY, "")))


def _key(environment: Mapping[str, str]) -> str:
    """Return the key; Anthropic's goes to Anthropic only."""
    url = environment.get(URL)
    if not url or urlsplit(url).hostname == ANTHROPIC_HOST:
        return environment.get(KEY) or environment.get(ANTHROPIC_KEY, "")
    return environment.get(KEY, "")
