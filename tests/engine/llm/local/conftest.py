"""A tiny model with random weights; tests of the lane need llama-cpp-python, which the test command compiles once."""

from importlib.util import find_spec

import pytest

from engine.llm.local.batch_lane import LaneSettings
from engine.llm.local.local_model import LocalModel
from engine.llm.local.random_model import write_random_model

SETTINGS = LaneSettings(sequences=6, context=4096, threads=1, gpu_layers=0, temperature=1.0)


@pytest.fixture(scope="session")
def model_file(tmp_path_factory):
    if find_spec("llama_cpp") is None:
        pytest.skip("llama-cpp-python is not installed; install.py says why")
    return write_random_model(tmp_path_factory.mktemp("models") / "tiny.gguf")


@pytest.fixture
def model(model_file):
    made = LocalModel(model_file, SETTINGS, seconds=60)
    yield made
    made.stop()
