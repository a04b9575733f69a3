"""Can a local model run: are the library and the model file there?"""

from importlib.util import find_spec

from engine.fault import EngineError
from specdeck.doctor.doctor_check import CheckOutcome, DoctorCheck, bad, lacking, ok

BUILD = "Run `python3 install.py --extra local`, which takes some minutes to compile; with nvcc and cuBLAS, for CUDA."


def _check() -> CheckOutcome:
    from engine.llm.local.gguf_header import read_header
    from engine.llm.local.model_folder import default_folder

    served = _served()
    if served is not None:
        return served
    if find_spec("llama_cpp") is None:
        return lacking("llama-cpp-python is not installed; no local model is asked", BUILD)
    path = default_folder().in_use()
    if path is None:
        return lacking("no local model is in use", "Add one with `specdeck models add FILE`.")
    try:
        header = read_header(path)
    except EngineError as error:
        return bad(error.sentence, "Choose another with `specdeck models use NAME`.")
    return ok(f"{path.stem}: {header.architecture}, {header.quantisation}, {header.size / 2**30:.1f} GiB")


def _served() -> CheckOutcome | None:
    """Return whether the server of a model answers that the environment names; None if it names none."""
    from engine.llm.local.served_model import served_model

    try:
        model = served_model()
        if model is None:
            return None
        model.require()
    except EngineError as error:
        return bad(error.sentence, error.hint)
    return ok(f"{model.name}, behind a server on this machine")


CHECK = DoctorCheck("local model", _check)
