"""Are a local model's answers valid, whatever it says? Random weights answer every task; hostile grammars are tried.

    python bench/schema.py [--answers N] [--model FILE] [--minutes M]

Random weights are the worst case: only the grammar keeps an answer in its form. Each answer may be as long as its
schema allows, so that one that is cut is one that the grammar let grow beyond its bounds. A real model's limit is the
task's, which holds the longest answer at three characters a token (a test checks that). `explicit_failures` are
answers that were cut, refused by our validation, or not given. `invalid_accepted` counts answers that our validation
took and an independent JSON Schema validator refuses, `hangs` those that took longer than ten minutes.
Hostile grammars that neither crash nor hang llama.cpp are listed as harmless. Needs llama-cpp-python.
"""

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic, process_time

from jsonschema_rs import validator_for

from engine.llm.language_model import Completion, ModelError, ModelRequest, StopReason
from engine.llm.local.batch_lane import LaneSettings
from engine.llm.local.grammar_check import is_safe_grammar
from engine.llm.local.local_model import LocalModel
from engine.llm.local.random_model import write_random_model
from engine.llm.schema.grammar import compile_grammar
from engine.llm.schema.longest_answer import ESCAPED, longest_answer
from engine.llm.schema.validate_answer import validate_answer
from engine.llm.tasks import all_tasks

HOSTILE = {
    "undefined rule": "root ::= nothing",
    "empty": "",
    "blank": "  \n",
    "no root": 'a ::= "x"',
    "left recursion": 'root ::= root "a" | "b"',
    "unclosed": 'root ::= ("a"',
    "NUL": 'root ::= "a\0b"',
    "dead end": "root ::= [\x01]",
    "huge repetition": 'root ::= "a"{1,100000}',
    "nested repetition": "root ::= " + "(" * 9 + '"a"' + "{0,9})" * 9 + "\n",
    "deep nesting": "root ::= " + "(" * 200_000 + '"a"' + ")" * 200_000,
}
IN_TURN = 32  # requests of one task, before the next task has its turn
UNIT = "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$\nDECLARE v int;\nBEGIN\n  RETURN 1;\nEND $$;"


def main() -> int:
    """Ask for the answers; 1 if a wrong one was accepted or the lane did not survive."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--answers", type=int, default=1000)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--minutes", type=float, default=60.0, help="ask nothing more after that; default: %(default)s")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.model or write_random_model(Path(folder) / "random.gguf")
        settings = LaneSettings(sequences=16, context=98_304, threads=1, gpu_layers=0, temperature=1.0)
        model = LocalModel(path, settings, seconds=600)
        try:
            figures = _answers(model, options.answers, monotonic() + 60 * options.minutes) | _grammars(path)
        finally:
            model.stop()
    print(json.dumps(figures))
    return int(figures["invalid_accepted"] != 0 or figures["hangs"] != 0)


def _answers(model: LocalModel, wanted: int, until: float) -> dict[str, object]:
    """Ask every task in turn until a moment, and judge the answers."""
    tally: Counter[str] = Counter()
    begun = process_time()
    with ThreadPoolExecutor(32) as threads:
        asked = threads.map(lambda request: (request, _ask(model, request, until)), _requests(wanted))
        tally.update(_judged(request, completion) for request, completion in asked if completion is not None)
    valid = tally["valid"]
    return {
        "answers": tally.total(),
        "valid_share": round(valid / tally.total(), 4),
        "invalid_accepted": tally["accepted wrongly"],
        "explicit_failures": tally.total() - valid - tally["accepted wrongly"],
        "hangs": tally["llm.timeout"],
        "outcomes": dict(tally),
        "client_cpu_s": round(process_time() - begun, 1),
    }


def _requests(wanted: int) -> Iterator[ModelRequest]:
    """Yield requests of all tasks, a few of each at a time, so that a stable part is seldom evaluated again."""
    tasks = list(all_tasks().values())
    each = -(-wanted // len(tasks))
    for first in range(0, each, IN_TURN):
        for task in tasks:
            limit = longest_answer(task.schema, ESCAPED)  # a token has at least one character
            for number in range(first, min(first + IN_TURN, each)):
                yield ModelRequest(f"Task {task.id}.", f"{number}\n{UNIT}", task.schema, limit)


def _ask(model: LocalModel, request: ModelRequest, until: float) -> Completion | ModelError | None:
    """Return the answer or its error; None once the time is over."""
    if monotonic() > until:
        return None
    try:
        return model.complete(request)
    except ModelError as error:
        return error


def _judged(request: ModelRequest, completion: Completion | ModelError) -> str:
    """Return what an answer is: valid, cut, refused by our validation, failed, or accepted wrongly."""
    if isinstance(completion, ModelError):
        return completion.code
    if completion.stop is StopReason.LENGTH:
        return "cut"
    answer = validate_answer(request.schema, completion.text)
    if not answer.ok:
        print(f"refused: {answer.messages[0]}: {completion.text[-80:]!r}")
        return "refused"
    return "valid" if validator_for(request.schema).is_valid(json.loads(completion.text)) else "accepted wrongly"


def _grammars(path: Path) -> dict[str, object]:
    """Try hostile grammars, and each of ours."""
    harmless = [name for name, grammar in HOSTILE.items() if is_safe_grammar(path, grammar, 10)]
    refused = [task.id for task in all_tasks().values() if not is_safe_grammar(path, compile_grammar(task.schema))]
    return {"hostile_grammars": len(HOSTILE), "harmless": harmless, "ours_refused": refused}


if __name__ == "__main__":
    sys.exit(main())
