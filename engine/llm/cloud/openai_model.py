"""A model behind an endpoint of the OpenAI protocol: llama-server, vLLM, a gateway of one's company.

The answer's schema goes out twice: as `json_schema`, which most servers enforce, and as `grammar`, which llama-server
enforces. Servers that ignore both are caught by our validation. Plain HTTP is allowed on this machine only.
"""

import http.client
import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from urllib.parse import SplitResult, urlsplit

from engine.fault import EngineError, Fault
from engine.llm.cloud.call_errors import connection_error, malformed_error, status_error, timeout_error
from engine.llm.language_model import Completion, ModelRequest, StopReason, TokenUsage
from engine.llm.schema.grammar import compile_grammar

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
MAX_BODY = 4_000_000  # bytes; a longer answer is not read
CHARACTERS_A_TOKEN = 3  # fewer than in practice, so that an estimate is rather too high
_STOPS: Mapping[str, StopReason] = MappingProxyType({"length": StopReason.LENGTH, "content_filter": StopReason.REFUSAL})


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The address up to and including `/v1`, and the key, if the server wants one."""

    url: str
    key: str = ""
    timeout: float = 120.0

    def __repr__(self) -> str:
        return f"Endpoint(url={self.url!r}, timeout={self.timeout!r})"


class OpenAiModel:
    """A model behind such an endpoint."""

    def __init__(self, name: str, endpoint: Endpoint) -> None:
        self.name = name
        self._endpoint = endpoint
        self._address = _checked(endpoint.url)

    def count_tokens(self, request: ModelRequest) -> int:
        """Return an upper estimate: the protocol does not count."""
        return -(-(len(request.system) + len(request.prompt)) // CHARACTERS_A_TOKEN)

    def complete(self, request: ModelRequest) -> Completion:
        """Ask once."""
        return _completion(self._post(json.dumps(_question(self.name, request)).encode()))

    def _post(self, body: bytes) -> bytes:
        connection = self._connect()
        headers = {"Content-Type": "application/json"}
        if self._endpoint.key:
            headers["Authorization"] = f"Bearer {self._endpoint.key}"
        try:
            connection.request("POST", f"{self._address.path.rstrip('/')}/chat/completions", body, headers)
            response = connection.getresponse()
            answer = response.read(MAX_BODY + 1)
        except TimeoutError as error:
            raise timeout_error() from error
        except (OSError, http.client.HTTPException) as error:
            raise connection_error() from error
        finally:
            connection.close()
        if response.status != http.HTTPStatus.OK:
            raise status_error(response.status, response.headers.get("Retry-After"))
        return answer

    def _connect(self) -> http.client.HTTPConnection:
        host, port, timeout = self._address.hostname or "", self._address.port, self._endpoint.timeout
        if self._address.scheme == "https":
            return http.client.HTTPSConnection(host, port, timeout=timeout)
        return http.client.HTTPConnection(host, port, timeout=timeout)


def _checked(url: str) -> SplitResult:
    """Return the parts of an address that may be used."""
    address = urlsplit(url)
    is_local = address.scheme == "http" and address.hostname in LOOPBACK
    if not (address.scheme == "https" and address.hostname) and not is_local:
        hint = "Give an https address, or http on localhost, up to and including /v1."
        raise EngineError(Fault("llm.endpoint", f"{url!r} is not an address that may be asked.", hint))
    return address


def _question(model: str, request: ModelRequest) -> dict[str, Any]:
    schema = {"name": "answer", "strict": True, "schema": request.schema}
    return {
        "model": model,
        "messages": [
            {"role": "system", "content": request.system},
            {"role": "user", "content": request.prompt},
        ],
        "max_tokens": request.max_tokens,
        "response_format": {"type": "json_schema", "json_schema": schema},
        "grammar": compile_grammar(request.schema),
    }


def _completion(body: bytes) -> Completion:
    """Return what an answer says; one of another form is malformed."""
    if len(body) > MAX_BODY:
        raise malformed_error()
    try:
        data = json.loads(body)
        choice, used = data["choices"][0], data["usage"]
        text = choice["message"]["content"]
        usage = TokenUsage(input=int(used["prompt_tokens"]), output=int(used["completion_tokens"]))
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        raise malformed_error() from error
    if not isinstance(text, str):
        raise malformed_error()
    return Completion(
        text, usage, _STOPS.get(choice.get("finish_reason") or "", StopReason.END), str(data.get("id", ""))
    )
