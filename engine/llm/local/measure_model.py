"""Measure a model: `python -P -m engine.llm.local.measure_model MODEL` prints one JSON object.

A process of its own, since llama.cpp must not be loaded into the command. Speeds are tokens a second of wall time.
"""

import json
import resource
import sys
from collections.abc import Mapping
from pathlib import Path
from time import perf_counter

from engine.llm.local.batch_lane import BatchLane, LaneSettings
from engine.llm.local.gguf_header import read_header
from engine.llm.local.sequence import Sequence
from engine.llm.schema.grammar import compile_grammar
from engine.llm.schema.validate_answer import validate_answer
from engine.llm.tasks import all_tasks

FREE = "root ::= [ -~]{2000}\n"
TOKENS = 64
STABLE = "You read SQL and answer in JSON. " * 12
SIZES = (1, 4, 16)


def measure(path: Path, threads: int) -> Mapping[str, object]:
    """Return the figures of a model."""
    header = read_header(path)
    lane = BatchLane(path, LaneSettings(sequences=max(SIZES), context=16_384, threads=threads, temperature=1.0))
    begun = perf_counter()
    lane.share(STABLE)
    prompt = len(lane.shared) / (perf_counter() - begun)
    task = all_tasks()["describe"]
    speeds = {f"tps_batch_{size}": _speed(lane, size, FREE)[0] for size in SIZES}
    constrained, made = _speed(lane, max(SIZES), compile_grammar(task.schema), limit=1500)
    texts = [each.text.decode("utf-8", errors="replace") for each in made]
    valid = sum(validate_answer(task.schema, text).ok for text in texts)
    figures = {
        "model": header.name,
        "shape": f"{header.architecture}, {header.size / 2**30:.2f} GiB, context {header.context}",
        "quantisation": header.quantisation,
        "device": "GPU" if lane.library.llama_supports_gpu_offload() else "CPU",
        "prompt_tps": round(prompt, 1),
        **speeds,
        "tps_batch_16_grammar": constrained,
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "schema_valid_share": round(valid / len(texts), 4),
    }
    lane.close()
    return figures


def _speed(lane: BatchLane, size: int, grammar: str, limit: int = TOKENS) -> tuple[float, list[Sequence]]:
    """Return the tokens a second of so many sequences at once, and the sequences."""
    joined = [lane.join(f"unit {number}", grammar, limit, seed=number + 1) for number in range(size)]
    begun = perf_counter()
    first = sum(each.tokens for each in joined if each)
    while lane.active:
        lane.step()
    made = [each for each in joined if each]
    return round((sum(each.tokens for each in made) - first) / (perf_counter() - begun), 1), made


if __name__ == "__main__":
    sys.stdout.write(json.dumps(dict(measure(Path(sys.argv[1]), int(sys.argv[2])))) + "\n")
