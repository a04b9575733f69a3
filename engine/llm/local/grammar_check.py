"""Try a grammar in a process of its own before the lane uses it: a bad one can crash llama.cpp or never end.

`python -P -m engine.llm.local.grammar_check MODEL` reads a grammar on its input and decodes a few tokens with it.
"""

import subprocess
import sys
import threading
from functools import cache
from pathlib import Path

from engine.llm.local.batch_lane import BatchLane, LaneSettings

SECONDS = 20.0
TOKENS = 12
_ONE_AT_A_TIME = threading.Lock()  # so that a grammar that many ask about is checked once
ONE_SEQUENCE = LaneSettings(sequences=1, context=512, threads=1, gpu_layers=0)


def is_safe_grammar(model: Path, grammar: str, seconds: float = SECONDS) -> bool:
    """Whether the grammar constrains a model without crashing or hanging it; asked once for each grammar."""
    with _ONE_AT_A_TIME:
        return _checked(model, grammar, seconds)


@cache
def _checked(model: Path, grammar: str, seconds: float) -> bool:
    command = [sys.executable, "-P", "-m", __name__, str(model)]
    try:
        done = subprocess.run(command, input=grammar.encode(), capture_output=True, timeout=seconds, check=False)
    except (subprocess.TimeoutExpired, ValueError):
        return False
    return done.returncode == 0 and done.stdout.strip() == b"safe"


def main() -> None:
    """Decode a few tokens with the grammar that comes on the input, and say that nothing happened."""
    lane = BatchLane(Path(sys.argv[1]), ONE_SEQUENCE)
    lane.share("a")
    lane.join("b", sys.stdin.buffer.read().decode(), TOKENS, seed=1)
    while lane.active:
        lane.step()
    sys.stdout.write("safe\n")


if __name__ == "__main__":
    main()
