"""Is there an embedding model that works without a network?"""

from pathlib import Path

from specdeck.doctor.doctor_check import CheckOutcome, DoctorCheck, bad, lacking, ok
from specdeck.settings.resolve_settings import text_setting

FILES = ("tokenizer.json", "tokenizer_config.json")


def _check() -> CheckOutcome:
    named = text_setting("model.embedder")
    if not named:
        return lacking(
            "no embedding model is set; retrieval uses fingerprints, BM25 and hashed vectors",
            "Set `model.embedder` to the folder of an ONNX model with its tokenizer.",
        )
    folder = Path(named).expanduser()
    missing = [name for name in FILES if not (folder / name).is_file()]
    if missing or not any(folder.glob("**/*.onnx")):
        return bad(
            f"{folder} lacks {', '.join(missing) or 'an ONNX file'}", "Set `model.embedder` to a folder that has them."
        )
    return ok(str(folder))


CHECK = DoctorCheck("embedder", _check)
