"""`python -P -m daemon.worker.job_process LINE LIFE`: the process that runs jobs, so that it can be killed.

Requests and answers are JSON over the connection LINE. LIFE is a pipe whose other end the worker holds: when it closes,
the process exits, even in the middle of a run.
"""

import gc
import json
import os
import resource
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any

from jobs.job_kind import KindError, job_kinds
from store.core import failpoint

MB = 1 << 20
NICENESS = 5  # the daemon has priority, because people wait for it


def main(line: int, life: int) -> None:
    """Run jobs until the connection closes."""
    os.nice(NICENESS)
    threading.Thread(target=_die_with, args=(life,), name="life-line", daemon=True).start()
    connection = Connection(line)
    job_kinds()
    gc.freeze()
    gc.set_threshold(200_000, 20, 20)  # trees are many and short-lived: collecting less often saves a tenth of the time
    connection.send_bytes(b"{}")
    while True:
        try:
            request = json.loads(connection.recv_bytes())
        except (EOFError, ConnectionError):
            return
        connection.send_bytes(json.dumps(answer(request)).encode())


def answer(request: Mapping[str, Any]) -> dict[str, object]:
    """Return the result of a run, or its fault."""
    failpoint.reach("mid-run")
    kind = job_kinds()[request["kind"]]
    try:
        with _memory(kind.memory_mb):
            return {"result": dict(kind.run(request["payload"]))}
    except KindError as error:
        return _error(error.code, str(error), error.hint)
    except MemoryError:
        sentence = f"It took more than the {kind.memory_mb} MB that a job of kind {kind.name} may take."
        return _error("job.memory", sentence, "Look at what makes it so large.") | {"worn": True}
    except (ImportError, OSError) as error:  # a broken installation or a full system, whatever the job is
        sentence = f"The worker cannot run jobs of kind {kind.name}: {type(error).__name__}: {error}"
        return _error("job.environment", sentence, "Run `specdeck doctor` on the machine of the worker.")
    except Exception as error:  # noqa: BLE001  the boundary between a plug-in and the worker
        sentence = f"{type(error).__name__}: {error}"
        return _error("job.raised", sentence, "This is a fault of the job's kind, please report it.")


@contextmanager
def _memory(megabytes: int) -> Iterator[None]:
    """Limit the memory of a run; the limit is lifted before an error is reported, which needs memory too."""
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (megabytes * MB, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (hard, hard))


def _error(code: str, sentence: str, hint: str) -> dict[str, object]:
    return {"error": {"code": code, "sentence": sentence, "hint": hint}}


def _die_with(life: int) -> None:
    while os.read(life, 1024):
        pass
    os._exit(0)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
