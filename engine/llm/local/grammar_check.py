"""Try a grammar in a process of its own before the lane uses it: a bad one can crash llama.cpp or never end.

`python -P -m engine.llm.local.grammar_check MODEL` reads a grammar on its input and walks some tokens through it. Only
the model's vocabulary is loaded, so that the check of a large model takes no longer than that of a small one.
"""

import ctypes
import json
import subprocess
import sys
import threading
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from engine.fault import Fault
from engine.llm.language_model import ModelError
from engine.llm.local.llama_library import llama_library, unloadable

SECONDS = 20.0
TOKENS = 12
REFUSED = 3  # exit status: the model cannot be loaded, and the output says why
_REFUSED_LOGIT = -1e30
_ONE_AT_A_TIME = threading.Lock()  # so that a grammar that many ask about is checked once


def is_safe_grammar(model: Path, grammar: str, seconds: float = SECONDS) -> bool:
    """Whether the grammar constrains a model without crashing or hanging it; asked once for each grammar.

    A ModelError says that the model itself cannot be used, which is nothing that the grammar did.
    """
    with _ONE_AT_A_TIME:
        return _checked(model, grammar, seconds)


@cache
def _checked(model: Path, grammar: str, seconds: float) -> bool:
    command = [sys.executable, "-P", "-m", __name__, str(model)]
    try:
        done = subprocess.run(command, input=grammar.encode(), capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        return False
    if done.returncode == REFUSED:
        raise ModelError(Fault.from_json(json.loads(done.stdout)))
    return done.returncode == 0 and done.stdout.strip() == b"safe"


def main() -> int:
    """Walk through the grammar that comes on the input, and say that nothing happened."""
    try:
        vocabulary = _vocabulary(Path(sys.argv[1]))
    except ModelError as error:
        sys.stdout.write(json.dumps(asdict(error.fault)))
        return REFUSED
    sys.stdout.write("safe\n" if _walk(vocabulary, sys.stdin.buffer.read()) else "refused\n")
    return 0


def _vocabulary(path: Path) -> object:
    library = llama_library()
    parameters = library.llama_model_default_params()
    parameters.vocab_only = True
    model = library.llama_model_load_from_file(str(path).encode(), parameters)
    if not model:
        raise unloadable(path)
    return library.llama_model_get_vocab(model)


def _walk(vocabulary: object, grammar: bytes) -> bool:
    """Let the grammar choose some tokens; False if it is refused or constrains nothing."""
    library = llama_library()
    sampler = library.llama_sampler_init_grammar(vocabulary, grammar, b"root")
    if not sampler or not grammar.strip():
        return False
    size = library.llama_vocab_n_tokens(vocabulary)
    for _ in range(TOKENS):
        token = _first_allowed(library, sampler, size)
        if token is None or library.llama_vocab_is_eog(vocabulary, token):
            break
        library.llama_sampler_accept(sampler, token)
    return True


def _first_allowed(library: Any, sampler: object, size: int) -> int | None:  # noqa: ANN401 - functions made by ctypes
    """Return the first token that the grammar allows now."""
    tokens = (library.llama_token_data * size)(*(library.llama_token_data(token, 1.0, 0.0) for token in range(size)))
    candidates = library.llama_token_data_array(data=tokens, size=size, selected=-1, sorted=False)
    library.llama_sampler_apply(sampler, ctypes.byref(candidates))
    return next((each.id for each in tokens if each.logit > _REFUSED_LOGIT), None)


if __name__ == "__main__":
    sys.exit(main())
