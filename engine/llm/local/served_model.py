"""A model behind a server on this machine, such as llama-server, Ollama or vLLM, instead of a file that we load."""

import os
from collections.abc import Mapping
from socket import create_connection
from urllib.parse import urlsplit

from engine.fault import Fault
from engine.llm.cloud.openai_model import LOOPBACK, Endpoint, OpenAiModel
from engine.llm.language_model import Completion, ModelError, ModelRequest

URL, NAME = "SPECDECK_MODEL_URL", "SPECDECK_MODEL_NAME"
USUAL_NAME = "served"
SECONDS = 5.0  # to connect


class ServedModel:
    """A model of the OpenAI protocol on the loopback: what it is asked stays on this machine."""

    def __init__(self, name: str, url: str) -> None:
        address = urlsplit(url)
        if address.scheme != "http" or address.hostname not in LOOPBACK:
            sentence = f"{URL} is {url!r}, which is not a server on this machine."
            raise ModelError(Fault("llm.not_local", sentence, "Use http on localhost; other servers are the cloud."))
        self.name = name
        self._place = (address.hostname, address.port or 80)
        self._model = OpenAiModel(name, Endpoint(url))

    def require(self) -> None:
        """Raise ModelError if the server does not answer."""
        try:
            create_connection(self._place, SECONDS).close()
        except OSError as error:
            sentence = f"No server of a model answers at {self._place[0]}:{self._place[1]}."
            raise ModelError(Fault("llm.no_server", sentence, f"Start it, or unset {URL}."), temporary=True) from error

    def count_tokens(self, request: ModelRequest) -> int:
        """Return an upper estimate of the tokens."""
        return self._model.count_tokens(request)

    def complete(self, request: ModelRequest) -> Completion:
        """Ask once."""
        return self._model.complete(request)


def served_model(environment: Mapping[str, str] = os.environ) -> ServedModel | None:
    """Return the model that the environment names; None if it names none."""
    url = environment.get(URL)
    return ServedModel(environment.get(NAME) or USUAL_NAME, url) if url else None
