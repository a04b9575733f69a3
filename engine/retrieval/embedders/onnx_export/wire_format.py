"""The little of Protocol Buffers and of the ONNX format that a graph needs."""

import struct
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FLOAT, INT64 = 1, 7  # element types
_ATTRIBUTE_FLOAT, _ATTRIBUTE_INT, _ATTRIBUTE_INTS = 1, 2, 7
_VARINT, _BYTES, _FIXED32 = 0, 2, 5
_IR_VERSION = 9
Attribute = float | int | Sequence[int]


def varint(value: int) -> bytes:
    """Return a number in groups of seven bits; a negative one as 64 bits."""
    value &= (1 << 64) - 1
    found = bytearray()
    while value > 0x7F:
        found.append(value & 0x7F | 0x80)
        value >>= 7
    found.append(value)
    return bytes(found)


def number(field: int, value: int) -> bytes:
    """Return a field with a number."""
    return varint(field << 3 | _VARINT) + varint(value)


def data(field: int, value: bytes | str) -> bytes:
    """Return a field with a text, bytes or a message."""
    raw = value.encode() if isinstance(value, str) else value
    return varint(field << 3 | _BYTES) + varint(len(raw)) + raw


def tensor(name: str, values: "NDArray[np.generic]", kind: int) -> bytes:
    """Return a constant of the graph."""
    dimensions = b"".join(number(1, each) for each in values.shape)
    return dimensions + number(2, kind) + data(8, name) + data(9, values.tobytes())


def node(kind: str, inputs: Iterable[str], output: str, attributes: Mapping[str, Attribute]) -> bytes:
    """Return an operation with one output."""
    taken = b"".join(data(1, each) for each in inputs)
    given = b"".join(data(5, _attribute(name, value)) for name, value in attributes.items())
    return taken + data(2, output) + data(3, f"{output}/{kind}") + data(4, kind) + given


def _attribute(name: str, value: Attribute) -> bytes:
    if isinstance(value, float):
        return data(1, name) + varint(2 << 3 | _FIXED32) + struct.pack("<f", value) + number(20, _ATTRIBUTE_FLOAT)
    if isinstance(value, int):
        return data(1, name) + number(3, value) + number(20, _ATTRIBUTE_INT)
    return data(1, name) + b"".join(number(8, each) for each in value) + number(20, _ATTRIBUTE_INTS)


def value_info(name: str, kind: int, dimensions: Iterable[str | int]) -> bytes:
    """Return an input or output of the graph; a dimension with a name is free."""
    shape = b"".join(data(1, data(2, each) if isinstance(each, str) else number(1, each)) for each in dimensions)
    return data(1, name) + data(2, data(1, number(1, kind) + data(2, shape)))


def model(graph: bytes, operators: int) -> bytes:
    """Return the file of a graph that uses a version of the operators."""
    return number(1, _IR_VERSION) + data(2, "specdeck") + data(7, graph) + data(8, number(2, operators))


def graph(
    nodes: Iterable[bytes], constants: Iterable[bytes], inputs: Iterable[bytes], outputs: Iterable[bytes]
) -> bytes:
    """Return a graph."""
    fields = ((1, nodes), (5, constants), (11, inputs), (12, outputs))
    return data(2, "bert") + b"".join(data(field, each) for field, values in fields for each in values)
