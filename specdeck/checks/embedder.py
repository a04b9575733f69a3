"""Can texts be embedded without a network?"""

from pathlib import Path

from specdeck.doctor.check_result import DoctorFinding, bad, lacking, ok
from specdeck.settings import resolve_settings

NAME = "embedder"
FILES = ("tokenizer.json", "tokenizer_config.json")


def check() -> DoctorFinding:
    """Look at the folder of the embedding model."""
    named = resolve_settings.text_setting("model.embedder")
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
