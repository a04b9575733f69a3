"""Can a local model run: are the library and the model file there?"""

from importlib.util import find_spec
from pathlib import Path

from specdeck.doctor.doctor_check import CheckOutcome, DoctorCheck, bad, lacking, ok
from specdeck.settings.resolve_settings import text_setting

BUILD = "Run `python3 install.py --extra local`, which takes some minutes to compile; with nvcc and cuBLAS, for CUDA."


def _check() -> CheckOutcome:
    if find_spec("llama_cpp") is None:
        return lacking("llama-cpp-python is not installed; enhancement is skipped", BUILD)
    path = text_setting("model.local")
    if not path:
        return lacking("no model file is set; enhancement is skipped", "Set `model.local` to a GGUF file.")
    return _check_file(Path(path).expanduser())


def _check_file(path: Path) -> CheckOutcome:
    try:
        with path.open("rb") as file:
            is_gguf = file.read(4) == b"GGUF"
    except OSError as error:
        return bad(f"{path}: {error.strerror}", "Set `model.local` to a readable GGUF file.")
    if not is_gguf:
        return bad(f"{path} is not a GGUF file", "Set `model.local` to a model in the GGUF format.")
    return ok(f"{path}, {path.stat().st_size / 2**30:.1f} GiB")


CHECK = DoctorCheck("local model", _check)
