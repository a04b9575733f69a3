"""An embedding model: converted without onnx, loaded by fastembed, used by the index."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from engine.retrieval.embedders.model_folder import EmbedderError, ModelFolder, open_model_folder
from engine.retrieval.embedders.onnx_export.convert_folder import convert_folder
from engine.retrieval.lane.unit_lane import UnitLane
from engine.retrieval.search_document import SearchDocument
from engine.retrieval.search_query import question
from tests.engine.retrieval.tiny_encoder import WIDTH, random_weights, write_tiny_encoder


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_encoder(tmp_path_factory.mktemp("source"))


@pytest.fixture(scope="module")
def model(source: Path, tmp_path_factory: pytest.TempPathFactory) -> ModelFolder:
    return open_model_folder(convert_folder(source, tmp_path_factory.mktemp("converted") / "tiny"))


def expected(tokens: list[int]) -> np.ndarray:
    """What the encoder gives, computed here in numpy: the mean of the last layer, of length 1."""
    w = random_weights()

    def norm(x: np.ndarray) -> np.ndarray:
        return (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + 1e-12)

    def linear(x: np.ndarray, name: str) -> np.ndarray:
        return x @ w[f"encoder.layer.0.{name}.weight"].T + w[f"encoder.layer.0.{name}.bias"]

    def heads(x: np.ndarray) -> np.ndarray:
        return x.reshape(len(x), 2, WIDTH // 2).transpose(1, 0, 2)

    places = w["embeddings.position_embeddings.weight"][: len(tokens)]
    x = norm(w["embeddings.word_embeddings.weight"][tokens] + w["embeddings.token_type_embeddings.weight"][0] + places)
    q, k, v = (heads(linear(x, f"attention.self.{name}")) for name in ("query", "key", "value"))
    scores = q @ k.transpose(0, 2, 1) / np.sqrt(WIDTH // 2)
    shares = np.exp(scores - scores.max(-1, keepdims=True))
    shares /= shares.sum(-1, keepdims=True)
    mixed = (shares @ v).transpose(1, 0, 2).reshape(len(tokens), WIDTH)
    x = norm(linear(mixed, "attention.output.dense") + x)
    grown = linear(x, "intermediate.dense")
    from math import erf

    grown = grown * 0.5 * (1 + np.vectorize(erf)(grown / np.sqrt(2)))
    mean = norm(linear(grown, "output.dense") + x).mean(0)
    return mean / np.linalg.norm(mean)


def test_the_graph_computes_what_the_encoder_does(model: ModelFolder) -> None:
    (found,) = model.embed(["ship an order"])
    assert np.allclose(found, expected([2, 4, 5, 6, 3]), atol=1e-5)


def test_texts_of_different_lengths_in_one_batch_do_not_change_each_other(model: ModelFolder) -> None:
    both = model.embed(["ship an order", "close the account total of orders"])
    assert np.allclose(both[0], model.embed(["ship an order"])[0], atol=1e-5)


def test_a_folder_that_lacks_weights_is_refused_with_what_it_lacks(tmp_path: Path) -> None:
    with pytest.raises(EmbedderError, match=r"lacks model\.safetensors"):
        convert_folder(tmp_path, tmp_path / "to")


def test_weights_that_are_not_those_of_an_encoder_are_refused(source: Path, tmp_path: Path) -> None:
    shutil.copytree(source, tmp_path / "broken")
    (tmp_path / "broken" / "model.safetensors").write_bytes(b"\xff" * 40)
    with pytest.raises(EmbedderError, match="not a BERT encoder"):
        convert_folder(tmp_path / "broken", tmp_path / "to")


def test_an_index_with_a_model_ranks_by_meaning(model: ModelFolder, tmp_path: Path) -> None:
    lane = UnitLane(tmp_path, model)
    cards = {"ship_order": "ship an order", "close_account": "close the account"}
    documents = [SearchDocument(each, "function", each, {"name": (each,)}, card) for each, card in cards.items()]
    lane.apply_changes(documents, [], 1)
    assert lane.embed_missing() == 0
    hit = lane.index().search(question("close the account")).hits[0]
    assert (hit.title, hit.ranks["meaning"]) == ("close_account", 1)
