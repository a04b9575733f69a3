"""Write a GGUF file of the Llama architecture with random weights, for `models bench` where no model is at hand.

Its answers mean nothing; its speed is that of any model of its shape, and it runs the same code. The vocabulary has all
bytes, the printable characters, and a few words with the prefixes that merging needs.
"""

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from numpy import ndarray

ALIGNMENT = 32
FLOAT32, FLOAT16 = 0, 1  # tensor types
UINT32, FLOAT, BOOL, STRING, ARRAY, INT32 = 4, 6, 7, 8, 9, 5  # value types
NORMAL, UNKNOWN, CONTROL, BYTE = 1, 2, 3, 6  # token types
WORDS = (
    "true",
    "false",
    "null",
    "select",
    "from",
    "where",
    "name",
    "value",
    "kind",
    "evidence",
    "renames",
    "old",
    "new",
)


@dataclass(frozen=True, slots=True)
class ModelShape:
    """The size of a model."""

    width: int = 64
    heads: int = 4
    layers: int = 2
    inner: int = 128
    context: int = 2048
    shared: int = 1  # query heads that share a key and a value


TINY = ModelShape()
SMALL = ModelShape(width=1024, heads=16, layers=12, inner=2816, context=4096)
LLAMA_8B = ModelShape(width=4096, heads=32, layers=32, inner=14336, context=8192, shared=4)


def write_random_model(path: Path, shape: ModelShape = TINY, seed: int = 0) -> Path:
    """Write the file and return its path."""
    vocabulary = _vocabulary()
    tensors = list(_tensors(shape, len(vocabulary), seed))
    fields = list(_fields(shape, vocabulary))
    with path.open("wb") as file:
        file.write(b"GGUF" + struct.pack("<IQQ", 3, len(tensors), len(fields)))
        file.writelines(fields)
        place = 0
        for name, data in tensors:
            file.write(_tensor_header(name, data, place))
            place += data.nbytes + -data.nbytes % ALIGNMENT
        _pad(file)
        for _, data in tensors:
            file.write(data.tobytes())
            _pad(file)
    return path


def _vocabulary() -> list[tuple[str, float, int]]:
    """Return text, score and type of each token."""
    special = [("<unk>", 0.0, UNKNOWN), ("<s>", 0.0, CONTROL), ("</s>", 0.0, CONTROL)]
    single = [(f"<0x{byte:02X}>", 0.0, BYTE) for byte in range(256)]
    characters = ["\u2581", *(chr(code) for code in range(33, 127))]
    prefixes = dict.fromkeys(word[:length] for word in WORDS for length in range(2, len(word) + 1))
    pieces = [*prefixes, *characters]
    return [*special, *single, *((piece, -float(rank), NORMAL) for rank, piece in enumerate(pieces))]


def _fields(shape: ModelShape, vocabulary: list[tuple[str, float, int]]) -> Iterator[bytes]:
    """Yield the metadata."""
    texts, scores, kinds = zip(*vocabulary, strict=True)
    yield _field("general.architecture", STRING, _string("llama"))
    yield _field("general.name", STRING, _string("random"))
    sizes = {
        "context_length": shape.context,
        "embedding_length": shape.width,
        "block_count": shape.layers,
        "feed_forward_length": shape.inner,
        "attention.head_count": shape.heads,
        "attention.head_count_kv": shape.heads // shape.shared,
        "rope.dimension_count": shape.width // shape.heads,
        "vocab_size": len(vocabulary),
    }
    for name, size in sizes.items():
        yield _field(f"llama.{name}", UINT32, struct.pack("<I", size))
    yield _field("llama.attention.layer_norm_rms_epsilon", FLOAT, struct.pack("<f", 1e-5))
    yield _field("tokenizer.ggml.model", STRING, _string("llama"))
    yield _field("tokenizer.ggml.tokens", ARRAY, _array(STRING, [_string(text) for text in texts]))
    yield _field("tokenizer.ggml.scores", ARRAY, _array(FLOAT, [struct.pack("<f", score) for score in scores]))
    yield _field("tokenizer.ggml.token_type", ARRAY, _array(INT32, [struct.pack("<i", kind) for kind in kinds]))
    for name, token in (("bos", 1), ("eos", 2), ("unknown", 0)):
        yield _field(f"tokenizer.ggml.{name}_token_id", UINT32, struct.pack("<I", token))


def _tensors(shape: ModelShape, vocabulary: int, seed: int) -> Iterator[tuple[str, "ndarray"]]:
    """Yield name and data of each tensor; llama.cpp counts dimensions from the innermost."""
    import numpy as np

    random = np.random.default_rng(seed)

    def matrix(rows: int, columns: int, scale: float = 0.08) -> "ndarray":
        return (random.standard_normal((rows, columns)) * scale).astype(np.float16)

    ones = np.ones(shape.width, np.float32)
    yield "token_embd.weight", matrix(vocabulary, shape.width, 1.0)
    for layer in range(shape.layers):
        block = f"blk.{layer}."
        yield f"{block}attn_norm.weight", ones
        yield f"{block}ffn_norm.weight", ones
        for part in ("attn_q", "attn_output"):
            yield f"{block}{part}.weight", matrix(shape.width, shape.width)
        for part in ("attn_k", "attn_v"):
            yield f"{block}{part}.weight", matrix(shape.width // shape.shared, shape.width)
        yield f"{block}ffn_gate.weight", matrix(shape.inner, shape.width)
        yield f"{block}ffn_up.weight", matrix(shape.inner, shape.width)
        yield f"{block}ffn_down.weight", matrix(shape.width, shape.inner)
    yield "output_norm.weight", ones
    yield "output.weight", matrix(vocabulary, shape.width, 0.3)


def _tensor_header(name: str, data: "ndarray", place: int) -> bytes:
    kind = FLOAT16 if data.itemsize == 2 else FLOAT32
    sizes = struct.pack(f"<I{data.ndim}Q", data.ndim, *reversed(data.shape))
    return _string(name) + sizes + struct.pack("<IQ", kind, place)


def _field(key: str, kind: int, value: bytes) -> bytes:
    return _string(key) + struct.pack("<I", kind) + value


def _array(kind: int, items: Iterable[bytes]) -> bytes:
    items = list(items)
    return struct.pack("<IQ", kind, len(items)) + b"".join(items)


def _string(text: str) -> bytes:
    raw = text.encode()
    return struct.pack("<Q", len(raw)) + raw


def _pad(file: BinaryIO) -> None:
    file.write(b"\0" * (-file.tell() % ALIGNMENT))
