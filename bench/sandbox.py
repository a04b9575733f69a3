"""Does the sandbox of trials hold? Attempts to leave it, and owners that are killed at random moments.

    python bench/sandbox.py [--kills N] [--seed S] [--runs N]

Each probe is an attempt that must fail: a statement that the server must refuse, code that would use up the machine,
state that one run could leave for the next, and what the kernel reports of the server's processes. With --kills, that
many owners are killed, and what is left afterwards is counted; with --runs, that many runs are timed. The last line is
one JSON object.
"""

import argparse
import json
from time import perf_counter

from probes.kills import leaks
from probes.leftovers import LEFTOVERS, leftovers
from probes.processes import PROMISES, process_escapes
from probes.resources import ENDLESS, resource_escapes
from probes.speed import speed
from probes.statements import REFUSED

from engine.trial.sandbox.sandbox import Sandbox, running_sandbox


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=0, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=0, metavar="N", help="time that many runs of a routine")
    options = parser.parse_args()
    started = perf_counter()
    with running_sandbox() as sandbox:
        escapes = refused(sandbox) | leftovers(sandbox) | process_escapes(sandbox)
        evidence, figures = sandbox.evidence.to_json(), {}
        if options.runs:
            figures = speed(sandbox, options.runs)
    escapes |= resource_escapes()
    for name, problem in escapes.items():
        print(f"escape: {name}: {problem}", flush=True)
    figures |= {"probes": len(REFUSED) + len(LEFTOVERS) + len(ENDLESS) + PROMISES, "escapes": len(escapes)}
    if options.kills:
        figures |= leaks(options.kills, options.seed)
    print(json.dumps({**figures, **evidence, "seconds": round(perf_counter() - started, 1)}))


def refused(sandbox: Sandbox) -> dict[str, str]:
    """Return the statements that the server did not refuse for the expected reason."""
    found = {}
    for name, (text, expected) in REFUSED.items():
        database = sandbox.create_database()
        with sandbox.connect(database) as connection:
            error = connection.run(text).error
        if error is None or error.sqlstate not in expected.split():
            found[name] = f"{error.sqlstate} {error.message}" if error else "no error"
        sandbox.drop_database(database)
    return found


if __name__ == "__main__":
    main()
