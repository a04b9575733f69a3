"""The encoder of BERT as a graph: tokens, their mask and their types in, a vector a token out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.retrieval.embedders.onnx_export import wire_format
from engine.retrieval.embedders.onnx_export.wire_format import FLOAT, INT64, Attribute

if TYPE_CHECKING:
    from numpy.typing import NDArray

OPERATORS = 17  # the version that has LayerNormalization
INPUTS = ("input_ids", "attention_mask", "token_type_ids")
OUTPUT = "last_hidden_state"
_HIDDEN = -10_000.0  # what the mask adds to the attention on padding


def bert_model(weights: "Mapping[str, NDArray[np.float32]]", config: Mapping[str, Any]) -> bytes:
    """Return the ONNX file of an encoder; weights are named as in transformers."""
    writer = _Writer(weights, int(config["hidden_size"]), int(config["num_attention_heads"]),
                     float(config.get("layer_norm_eps", 1e-12)))  # fmt: skip
    hidden, mask, layers = writer.embeddings(), writer.mask(), int(config["num_hidden_layers"])
    for at in range(layers):
        hidden = writer.layer(at, hidden, mask, OUTPUT if at == layers - 1 else f"layer{at}")
    inputs = [wire_format.value_info(each, INT64, ("batch", "sequence")) for each in INPUTS]
    outputs = [wire_format.value_info(OUTPUT, FLOAT, ("batch", "sequence", writer.width))]
    return wire_format.model(wire_format.graph(writer.nodes, writer.constants.values(), inputs, outputs), OPERATORS)


@dataclass
class _Writer:
    weights: "Mapping[str, NDArray[np.float32]]"
    width: int
    heads: int
    epsilon: float
    nodes: list[bytes] = field(default_factory=list)
    constants: dict[str, bytes] = field(default_factory=dict)

    def embeddings(self) -> str:
        """Add up the vectors of words, types and positions."""
        words = self._op("Gather", (self._weight("embeddings.word_embeddings.weight"), "input_ids"), "words")
        types = self._op("Gather", (self._weight("embeddings.token_type_embeddings.weight"), "token_type_ids"), "types")
        shape = self._op("Shape", ("input_ids",), "shape")
        length = self._op("Slice", (shape, self._numbers("one", [1]), self._numbers("two", [2])), "length")
        zero = self._numbers("zero", [0])
        every = self._weight("embeddings.position_embeddings.weight")
        places = self._op("Slice", (every, zero, length, zero), "places")
        both = self._op("Add", (words, types), "words_types")
        return self._norm(self._op("Add", (both, places), "embedded"), "embeddings.LayerNorm", "embeddings")

    def mask(self) -> str:
        """Return what the mask adds to every attention."""
        wide = self._op("Unsqueeze", ("attention_mask", self._numbers("axes", [1, 2])), "mask_wide")
        seen = self._op("Cast", (wide,), "mask_seen", to=FLOAT)
        unseen = self._op("Sub", (self._scalar("unit", 1.0), seen), "mask_unseen")
        return self._op("Mul", (unseen, self._scalar("hidden", _HIDDEN)), "mask")

    def layer(self, at: int, hidden: str, mask: str, output: str) -> str:
        """Add a layer: attention, then two linear steps with GELU between them, each with a residual."""
        part, own = f"encoder.layer.{at}.", f"l{at}_"
        context = self._attention(f"{part}attention.self.", own, hidden, mask)
        attended = self._linear(context, f"{part}attention.output.dense", f"{own}attended")
        first = self._norm(self._op("Add", (attended, hidden), f"{own}sum"), f"{part}attention.output.LayerNorm",
                           f"{own}first")  # fmt: skip
        grown = self._gelu(self._linear(first, f"{part}intermediate.dense", f"{own}grown"), own)
        second = self._linear(grown, f"{part}output.dense", f"{own}second")
        return self._norm(self._op("Add", (second, first), f"{own}sum2"), f"{part}output.LayerNorm", output)

    def _attention(self, part: str, own: str, hidden: str, mask: str) -> str:
        split = self._numbers("split", [0, 0, self.heads, self.width // self.heads])
        sides = {}
        for name, order in (("query", (0, 2, 1, 3)), ("key", (0, 2, 3, 1)), ("value", (0, 2, 1, 3))):
            cut = self._op("Reshape", (self._linear(hidden, part + name, own + name), split), f"{own}{name}_cut")
            sides[name] = self._op("Transpose", (cut,), f"{own}{name}_turned", perm=order)
        product = self._op("MatMul", (sides["query"], sides["key"]), f"{own}product")
        scale = self._scalar("scale", float(np.sqrt(self.width // self.heads)))
        masked = self._op("Add", (self._op("Div", (product, scale), f"{own}scaled"), mask), f"{own}masked")
        shares = self._op("Softmax", (masked,), f"{own}shares", axis=-1)
        mixed = self._op("MatMul", (shares, sides["value"]), f"{own}mixed")
        turned = self._op("Transpose", (mixed,), f"{own}mixed_turned", perm=(0, 2, 1, 3))
        return self._op("Reshape", (turned, self._numbers("join", [0, 0, self.width])), f"{own}context")

    def _gelu(self, value: str, own: str) -> str:
        scaled = self._op("Div", (value, self._scalar("root", float(np.sqrt(2.0)))), f"{own}gelu_scaled")
        bent = self._op(
            "Add", (self._op("Erf", (scaled,), f"{own}gelu_erf"), self._scalar("unit", 1.0)), f"{own}gelu_bent"
        )
        half = self._op("Mul", (value, self._scalar("half", 0.5)), f"{own}gelu_half")
        return self._op("Mul", (half, bent), f"{own}gelu")

    def _linear(self, value: str, key: str, output: str) -> str:
        turned = self._constant(f"{key}.turned", self.weights[f"{key}.weight"].T, FLOAT)
        product = self._op("MatMul", (value, turned), f"{output}_product")
        return self._op("Add", (product, self._weight(f"{key}.bias")), output)

    def _norm(self, value: str, key: str, output: str) -> str:
        inputs = (value, self._weight(f"{key}.weight"), self._weight(f"{key}.bias"))
        return self._op("LayerNormalization", inputs, output, axis=-1, epsilon=self.epsilon)

    def _op(self, kind: str, inputs: Iterable[str], output: str, **attributes: Attribute) -> str:
        self.nodes.append(wire_format.node(kind, inputs, output, attributes))
        return output

    def _weight(self, key: str) -> str:
        return self._constant(key, self.weights[key], FLOAT)

    def _numbers(self, name: str, values: list[int]) -> str:
        return self._constant(f"numbers_{name}", np.array(values, np.int64), INT64)

    def _scalar(self, name: str, value: float) -> str:
        return self._constant(f"scalar_{name}", np.array(value, np.float32), FLOAT)

    def _constant(self, name: str, values: "NDArray[Any]", kind: int) -> str:
        if name not in self.constants:
            self.constants[name] = wire_format.tensor(name, np.ascontiguousarray(values), kind)
        return name
