"""`python -P -m daemon.server.checks.check_process`: checks texts that people write, in a process of its own.

One line of JSON asks, one answers. It ends with its stdin, and by itself when one check takes too long.
"""

import json
import os
import resource
import signal
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from daemon.server.process import installation
from engine.check_edit import CheckedEdit, EditedUnit, check_edit
from engine.fault import Fault
from engine.lower.error import LowerError
from engine.retrieval.clones.reuse_request import REQUESTS
from engine.review.spec_difference import spec_difference
from engine.review.text.carry_links import carry_link_rows
from engine.review.text.hunks import find_hunks
from engine.spec.document.file import SpecFile
from engine.spec.reader import read_spec
from engine.spec.spec_error import SpecError
from engine.spec.syntax.yaml_parser import line_and_column
from jobs.job_kind import job_kinds, result_digest

CHECK_SECONDS = 11  # the daemon gives up a little earlier
MEMORY_BYTES = 2 << 30
NICENESS = 5  # the daemon has priority
TOO_LARGE = "Checking this text takes too much memory."


def main() -> None:
    """Answer until stdin ends."""
    installation.check_installation()
    os.nice(NICENESS)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_BYTES, MEMORY_BYTES))
    answers, sys.stdout = sys.stdout, sys.stderr  # only answers may reach the daemon
    print("{}", file=answers, flush=True)  # the process has started
    for line in sys.stdin:
        signal.alarm(CHECK_SECONDS)  # the default action ends the process, even inside C code
        asked = json.loads(line)
        print(json.dumps(_answer_of_kind(asked)), file=answers, flush=True)
        signal.alarm(0)


def _answer_of_kind(asked: Mapping[str, Any]) -> Mapping[str, object]:
    if "run" in asked:
        return _repeated(asked)
    if "reuse" in asked:
        return REQUESTS[asked["reuse"]](asked["payload"])
    return answer(asked)


def answer(asked: Mapping[str, Any]) -> dict[str, object]:
    """Return what is known about a text, as `daemon.server.checks.check_pool` reads it."""
    try:
        original = EditedUnit(
            asked["kind"], asked["name"], asked["sql"], asked["lift"], tuple(asked.get("comments", ()))
        )
        found = check_edit(original, asked["spec"])
        if isinstance(found, CheckedEdit):
            return _known(asked, found)
        return _wrong(found, asked["spec"])
    except MemoryError:
        return _wrong((Fault("spec.too_large", TOO_LARGE, "Split the routine."),), "")


def _repeated(asked: Mapping[str, Any]) -> dict[str, str | None]:
    """Return the hash of what a rerun gives, as `daemon.server.workers.result_checks` compares it."""
    try:
        result = job_kinds()[asked["run"]].rerun(asked["payload"])
    except Exception:  # noqa: BLE001  a kind is a plug-in; a run that fails here says nothing of the worker
        return {"digest": None}
    return {"digest": result_digest(result)}


def _wrong(faults: Sequence[Fault], text: str) -> dict[str, object]:
    return {"mistakes": [_mistake(fault, text) for fault in faults]}


def _mistake(fault: Fault, text: str) -> dict[str, object]:
    line, column = line_and_column(text, fault.place or 0)
    return {"line": line, "column": column, "sentence": fault.sentence, "hint": fault.hint}


def _known(asked: Mapping[str, Any], found: CheckedEdit) -> dict[str, object]:
    verdict, base = found.verdict, asked["base"] or ""
    return {
        "mistakes": [],
        "verdict": verdict.kind.value,
        "obligations": [each.sentence for each in verdict.obligations if not each.discharged],
        "difference": verdict.difference.sentence if verdict.difference else None,
        "evidence": verdict.to_record(),
        "lowered": found.lowered,
        "links": carry_link_rows(asked["links"], asked["lift"] or "", asked["spec"]),
        "correction": [asdict(change) for change in _correction(base, found.spec)],
        "hunks": [asdict(hunk) for hunk in find_hunks(base, asked["spec"])],
    }


def _correction(base: str, spec: SpecFile) -> Sequence[Any]:
    """Return what the text changes in the one in review; empty if that one is unreadable."""
    try:
        return spec_difference(read_spec(base), spec)
    except (SpecError, LowerError, RecursionError):
        return ()


if __name__ == "__main__":
    main()
