"""An encoder with random weights in the files of sentence-transformers: some kilobytes, made in a few milliseconds."""

import json
import struct
from pathlib import Path

import numpy as np

WIDTH, INNER, LONGEST = 16, 32, 64
WORDS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "ship", "an", "order", "close", "the", "account", "total", "of", "orders")


def write_tiny_encoder(folder: Path) -> Path:
    """Write weights, configuration and tokenizer."""
    folder.mkdir(parents=True, exist_ok=True)
    write_safetensors(folder / "model.safetensors", random_weights())
    config = {"hidden_size": WIDTH, "num_attention_heads": 2, "num_hidden_layers": 1, "pad_token_id": 0}
    (folder / "config.json").write_text(json.dumps(config))
    (folder / "sentence_bert_config.json").write_text('{"max_seq_length": 32}')
    (folder / "tokenizer_config.json").write_text('{"model_max_length": 512, "pad_token": "[PAD]"}')
    special = {"unk_token": "[UNK]", "sep_token": "[SEP]", "pad_token": "[PAD]", "cls_token": "[CLS]"}
    (folder / "special_tokens_map.json").write_text(json.dumps(special))
    write_tokenizer(folder / "tokenizer.json")
    return folder


def random_weights() -> dict[str, np.ndarray]:
    """Return the tensors of one layer, named as in transformers."""
    drawn = np.random.default_rng(7)
    shapes = {
        "embeddings.word_embeddings.weight": (len(WORDS), WIDTH),
        "embeddings.position_embeddings.weight": (LONGEST, WIDTH),
        "embeddings.token_type_embeddings.weight": (2, WIDTH),
    }
    sides = {f"attention.self.{name}": (WIDTH, WIDTH) for name in ("query", "key", "value")}
    parts = {**sides, "attention.output.dense": (WIDTH, WIDTH)}
    parts |= {"intermediate.dense": (INNER, WIDTH), "output.dense": (WIDTH, INNER)}
    for name, shape in parts.items():
        shapes[f"encoder.layer.0.{name}.weight"] = shape
        shapes[f"encoder.layer.0.{name}.bias"] = shape[:1]
    found = {name: drawn.standard_normal(shape).astype(np.float32) for name, shape in shapes.items()}
    for name in ("embeddings", "encoder.layer.0.attention.output", "encoder.layer.0.output"):
        found[f"{name}.LayerNorm.weight"] = np.ones(WIDTH, np.float32)
        found[f"{name}.LayerNorm.bias"] = np.zeros(WIDTH, np.float32)
    return found


def write_safetensors(file: Path, tensors: dict[str, np.ndarray]) -> None:
    """Write tensors: the length of the header, the header, the numbers."""
    header, at = {}, 0
    for name, values in tensors.items():
        header[name] = {"dtype": "F32", "shape": values.shape, "data_offsets": [at, at + values.nbytes]}
        at += values.nbytes
    text = json.dumps(header).encode()
    file.write_bytes(struct.pack("<Q", len(text)) + text + b"".join(each.tobytes() for each in tensors.values()))


def write_tokenizer(file: Path) -> None:
    from tokenizers import Tokenizer, models, pre_tokenizers, processors

    known = {word: at for at, word in enumerate(WORDS)}
    tokenizer = Tokenizer(models.WordPiece(known, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    tokenizer.save(str(file))
