"""Can a local model run: the library, the file?"""

from importlib.util import find_spec
from pathlib import Path

from specdeck.doctor.check_result import DoctorFinding, bad, lacking, ok
from specdeck.settings import resolve_settings

NAME = "local model"
BUILD = (
    'Install the extra `local`; it compiles for some minutes: CMAKE_ARGS="-DLLAVA_BUILD=OFF -DGGML_NATIVE=OFF'
    ' -DGGML_AVX2=ON -DGGML_FMA=ON -DGGML_F16C=ON", with a CUDA card also -DGGML_CUDA=ON.'
)


def check() -> DoctorFinding:
    """Look for llama-cpp-python and for the model file."""
    if find_spec("llama_cpp") is None:
        return lacking(NAME, "llama-cpp-python is not installed; enhancement is skipped", BUILD)
    path = resolve_settings.text_setting("model.local")
    if not path:
        return lacking(NAME, "no model file is named; enhancement is skipped", "Set `model.local` to a GGUF file.")
    return _of_file(Path(path).expanduser())


def _of_file(path: Path) -> DoctorFinding:
    try:
        with path.open("rb") as file:
            is_gguf = file.read(4) == b"GGUF"
    except OSError as error:
        return bad(NAME, f"{path}: {error.strerror}", "Set `model.local` to a GGUF file that can be read.")
    if not is_gguf:
        return bad(NAME, f"{path} is not a GGUF file", "Set `model.local` to a model in the GGUF format.")
    return ok(NAME, f"{path}, {path.stat().st_size / 2**30:.1f} GiB")
