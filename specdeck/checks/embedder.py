"""Can texts be embedded without a network?"""

from pathlib import Path

from specdeck.checks.finding import Finding, bad, lacking, ok
from specdeck.settings import resolve

NAME = "embedder"
FILES = ("tokenizer.json", "tokenizer_config.json")


def check() -> Finding:
    """Look at the folder of the embedding model."""
    named = resolve.text("model.embedder")
    if not named:
        return lacking(
            NAME,
            "no embedding model is named; retrieval uses fingerprints, BM25 and hashed vectors",
            "Set `model.embedder` to the folder of an ONNX model with its tokenizer.",
        )
    folder = Path(named).expanduser()
    missing = [name for name in FILES if not (folder / name).is_file()]
    if missing or not any(folder.glob("**/*.onnx")):
        return bad(NAME, f"{folder} lacks {', '.join(missing) or 'an ONNX file'}", "Name the folder that holds them.")
    return ok(NAME, str(folder))
