"""What the header of a GGUF file says of its model, read without llama.cpp and without reading the weights."""

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from engine.fault import EngineError, Fault

MAGIC = b"GGUF"
MOST_FIELDS, MOST_TEXT = 10_000, 10_000_000  # larger values are not of a model
STRING, ARRAY = 8, 9
_NUMBERS = {0: "<B", 1: "<b", 2: "<H", 3: "<h", 4: "<I", 5: "<i", 6: "<f", 7: "<?", 10: "<Q", 11: "<q", 12: "<d"}
_QUANTISATIONS = {
    0: "F32", 1: "F16", 2: "Q4_0", 3: "Q4_1", 7: "Q8_0", 8: "Q5_0", 9: "Q5_1", 10: "Q2_K", 11: "Q3_K_S", 12: "Q3_K_M",
    13: "Q3_K_L", 14: "Q4_K_S", 15: "Q4_K_M", 16: "Q5_K_S", 17: "Q5_K_M", 18: "Q6_K", 32: "BF16",
}  # fmt: skip
Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class ModelHeader:
    """A model: its name, architecture, quantisation, the context it was trained for, and its size in bytes."""

    name: str
    architecture: str
    quantisation: str
    context: int
    size: int


def read_header(path: Path) -> ModelHeader:
    """Return the header of a file; an EngineError where it is not a GGUF file."""
    try:
        with path.open("rb") as file:
            fields = _fields(file)
        size = path.stat().st_size
    except (OSError, ValueError, struct.error, KeyError) as error:
        sentence = f"{path.name} is not a GGUF file that can be read."
        raise EngineError(Fault("llm.model_file", sentence, "Give a model in the GGUF format.")) from error
    architecture = str(fields.get("general.architecture", "unknown"))
    kind = fields.get("general.file_type")
    context = fields.get(f"{architecture}.context_length")
    return ModelHeader(
        name=str(fields.get("general.name") or path.stem),
        architecture=architecture,
        quantisation=_QUANTISATIONS.get(kind, f"type {kind}") if isinstance(kind, int) else "unknown",
        context=context if isinstance(context, int) else 0,
        size=size,
    )


def _fields(file: BinaryIO) -> dict[str, Value]:
    """Return the metadata that are numbers or texts; lists, such as the vocabulary, are skipped."""
    magic, version, _tensors, count = struct.unpack("<4sIQQ", file.read(24))
    if magic != MAGIC or version < 2 or count > MOST_FIELDS:
        raise ValueError(magic)
    return {_text(file): _value(file, _number(file, "<I")) for _ in range(count)}


def _value(file: BinaryIO, kind: int) -> Value:
    if kind == STRING:
        return _text(file)
    if kind == ARRAY:
        inner, length = _number(file, "<I"), _number(file, "<Q")
        _skip(file, inner, length)
        return None
    return _number(file, _NUMBERS[kind])


def _skip(file: BinaryIO, kind: int, length: int) -> None:
    if kind == ARRAY:
        raise ValueError("a list of lists")
    if kind != STRING:
        file.seek(struct.calcsize(_NUMBERS[kind]) * length, 1)
        return
    for _ in range(length):
        _text(file)


def _text(file: BinaryIO) -> str:
    length = _number(file, "<Q")
    if length > MOST_TEXT:
        raise ValueError(length)
    return file.read(length).decode("utf-8", errors="replace")


def _number(file: BinaryIO, form: str) -> int:
    (value,) = struct.unpack(form, file.read(struct.calcsize(form)))
    return value
