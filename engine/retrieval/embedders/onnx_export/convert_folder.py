"""A folder of sentence-transformers as one that the embedder loads."""

import json
import shutil
import struct
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from engine.fault import Fault
from engine.retrieval.embedders.model_folder import EmbedderError
from engine.retrieval.embedders.onnx_export.bert_graph import bert_model

if TYPE_CHECKING:
    from numpy.typing import NDArray

WEIGHTS = "model.safetensors"
NEEDED = (WEIGHTS, "config.json", "tokenizer.json", "tokenizer_config.json")
COPIED = ("tokenizer.json", "tokenizer_config.json", "config.json", "special_tokens_map.json", "vocab.txt")
_TYPES = {"F32": np.float32, "F16": np.float16, "I64": np.int64, "I32": np.int32}
_LONGEST_HEADER = 100 << 20


def missing_files(folder: Path) -> list[str]:
    """Return what a folder lacks to be converted."""
    return [name for name in NEEDED if not (folder / name).is_file()]


def convert_folder(source: Path, target: Path) -> Path:
    """Write `model.onnx` and the tokenizer's files to a folder; raise an error that names what is missing or wrong."""
    missing = missing_files(source)
    if missing:
        raise _error(source, f"lacks {', '.join(missing)}")
    try:
        config = json.loads((source / "config.json").read_text("utf-8"))
        weights = {name.removeprefix("bert."): values for name, values in read_safetensors(source / WEIGHTS).items()}
        graph = bert_model(weights, config)
    except (ValueError, KeyError, TypeError) as error:
        raise _error(source, f"is not a BERT encoder: {error!r}") from error
    target.mkdir(parents=True, exist_ok=True)
    for name in COPIED:
        if (source / name).is_file():
            shutil.copyfile(source / name, target / name)
    _limit_length(source, target)
    fresh = target / "model.onnx.new"
    fresh.write_bytes(graph)
    fresh.replace(target / "model.onnx")
    return target


def read_safetensors(file: Path) -> "dict[str, NDArray[np.float32]]":
    """Return the tensors of a file by name."""
    raw = memoryview(file.read_bytes())
    (length,) = struct.unpack("<Q", raw[:8])
    if length > min(len(raw), _LONGEST_HEADER):
        raise ValueError("the header is longer than the file")
    header = json.loads(bytes(raw[8 : 8 + length]))
    header.pop("__metadata__", None)
    body = raw[8 + length :]
    return {name: _tensor(body, each) for name, each in header.items()}


def _tensor(body: memoryview, entry: dict[str, object]) -> "NDArray[np.float32]":
    start, end = entry["data_offsets"]  # type: ignore[misc]
    values = np.frombuffer(body[start:end], _TYPES[str(entry["dtype"])]).reshape(entry["shape"])  # type: ignore[call-overload]
    return values.astype(np.float32)


def _limit_length(source: Path, target: Path) -> None:
    """Cut texts where sentence-transformers does: longer ones cost time and were not trained for."""
    limits = source / "sentence_bert_config.json"
    if limits.is_file():
        settings = target / "tokenizer_config.json"
        known = json.loads(settings.read_text("utf-8"))
        known["model_max_length"] = json.loads(limits.read_text("utf-8"))["max_seq_length"]
        settings.write_text(json.dumps(known), "utf-8")


def _error(folder: Path, what: str) -> EmbedderError:
    hint = "Name the folder of a sentence-transformers BERT model, with model.safetensors and tokenizer.json."
    return EmbedderError(Fault("retrieval.convert", f"{folder} {what}.", hint))
