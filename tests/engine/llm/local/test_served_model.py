"""A server on this machine counts as a local model; an address elsewhere does not."""

import pytest

from engine.llm.language_model import ModelError
from engine.llm.local.served_model import URL, served_model
from tests.engine.llm.model_servers import model_server


def test_a_server_on_the_loopback_is_the_local_model() -> None:
    with model_server() as server:
        model = served_model({URL: f"{server.url}/v1", "SPECDECK_MODEL_NAME": "llama"})
        assert model is not None
        model.require()
        assert model.name == "llama"


@pytest.mark.parametrize("url", ["https://api.example.com/v1", "http://10.0.0.7/v1", "file:///etc/passwd", "x"])
def test_an_address_elsewhere_is_refused(url: str) -> None:
    with pytest.raises(ModelError) as raised:
        served_model({URL: url})
    assert raised.value.code == "llm.not_local"


def test_a_server_that_does_not_run_is_named() -> None:
    with model_server() as server:
        model = served_model({URL: server.url})
    assert model is not None
    with pytest.raises(ModelError) as raised:
        model.require()
    assert "No server of a model answers" in raised.value.sentence


def test_nothing_is_used_where_nothing_is_named() -> None:
    assert served_model({}) is None
