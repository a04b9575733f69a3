"""A language model in a folder (ONNX and its tokenizer), run by fastembed without a network."""

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.fault import Fault
from engine.retrieval.embedders.projection import unit_rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

REQUIRED = ("tokenizer.json", "tokenizer_config.json", "config.json")
_BATCH = 32


class EmbedderError(Exception):
    """The folder does not hold a model that can be loaded."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.sentence)
        self.fault = fault


@dataclass(frozen=True)
class ModelFolder:
    """An embedder; `id` names the folder and the bytes of its model."""

    id: str
    dimensions: int
    _model: Any = field(repr=False)

    def embed(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return a vector a text."""
        if not texts:
            return np.zeros((0, self.dimensions), np.float32)
        return unit_rows(np.asarray(list(self._model.embed(list(texts), batch_size=_BATCH)), np.float32))


def open_model_folder(folder: Path, threads: int = 1) -> ModelFolder:
    """Load the model of a folder; raise an error that names what is missing."""
    onnx = next(iter(sorted(folder.glob("**/*.onnx"))), None)
    missing = [name for name in REQUIRED if not (folder / name).is_file()]
    if onnx is None or missing:
        raise _error(folder, f"lacks {', '.join(missing) or 'an ONNX file'}")
    try:
        dimensions = int(json.loads((folder / "config.json").read_text("utf-8"))["hidden_size"])
        model_id = f"{folder.name}-{_digest(onnx)}"
        return ModelFolder(model_id, dimensions, _load(folder, onnx, model_id, dimensions, threads))
    except Exception as error:  # the libraries raise whatever their native code does
        raise _error(folder, f"does not load: {error}") from error


def _load(folder: Path, onnx: Path, model_id: str, dimensions: int, threads: int):  # noqa: ANN202 - fastembed's class
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    from fastembed import TextEmbedding
    from fastembed.common.model_description import ModelSource, PoolingType

    name = f"local/{model_id}"
    if name not in {each["model"] for each in TextEmbedding.list_supported_models()}:
        TextEmbedding.add_custom_model(
            model=name,
            pooling=PoolingType.MEAN,
            normalization=True,
            sources=ModelSource(hf="local/none"),
            dim=dimensions,
            model_file=str(onnx.relative_to(folder)),
        )
    return TextEmbedding(name, specific_model_path=str(folder), threads=threads)


def _digest(file: Path) -> str:
    with file.open("rb") as data:
        return hashlib.file_digest(data, "blake2b").hexdigest()[:12]


def _error(folder: Path, what: str) -> EmbedderError:
    hint = "Set `model.embedder` to the folder of an ONNX model with its tokenizer, or leave it empty."
    return EmbedderError(Fault("retrieval.embedder", f"The embedding model {folder} {what}.", hint))
