"""llama.cpp's own interface through llama-cpp-python, loaded once and kept quiet.

The package's `Llama` class decodes one sequence and redirects the process's output while it loads, so only the
low-level interface is used, and only in the process of the lane.
"""

import ctypes
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from engine.fault import Fault
from engine.llm.language_model import ModelError

HINT = "Install it with `python3 install.py --extra local`; everything else works without it."


@dataclass(frozen=True, slots=True)
class LlamaLibrary:
    """The interface, and its log callback: ctypes needs that to stay referenced."""

    interface: Any
    log: Any


def llama_library() -> Any:  # noqa: ANN401 - functions made by ctypes have no static types
    """Return the interface; a ModelError where llama-cpp-python is missing or cannot be loaded."""
    return _loaded().interface


def unloadable(path: Path) -> ModelError:
    """Return the error of a file that is not a model."""
    hint = "Give a GGUF file with `specdeck models add`."
    return ModelError(Fault("llm.model_file", f"{path.name} is not a model that llama.cpp can load.", hint))


@cache
def _loaded() -> LlamaLibrary:
    try:
        interface = import_module("llama_cpp.llama_cpp")
    except (ImportError, OSError, RuntimeError) as error:
        raise ModelError(Fault("llm.not_installed", "llama-cpp-python is not installed.", HINT)) from error
    log = interface.llama_log_callback(lambda _level, _text, _data: None)
    interface.llama_log_set(log, ctypes.c_void_p(0))
    interface.llama_backend_init()
    return LlamaLibrary(interface, log)
