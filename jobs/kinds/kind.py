"""What a job kind is: which lane, what it may use, and its three functions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from jobs.kinds.desk import Reading, Writing

Payload = Mapping[str, object]
Result = Mapping[str, object]


class JobQueue(StrEnum):
    """Which worker a job is for."""

    CPU = "cpu"
    RETRIEVAL = "retrieval"
    GPU = "gpu"


@dataclass(frozen=True, slots=True)
class JobKind:
    """One kind of background work.

    `inputs` and `apply` run in the daemon, `run` in a worker that may be elsewhere: what passes between them is JSON.
    `apply` writes in the transaction that finishes the job, and answers a short summary that is kept with it.
    """

    name: str
    lane: JobQueue
    inputs: Callable[[Reading, str], Payload]
    run: Callable[[Payload], Result]
    apply: Callable[[Writing, str, Result], Result]
    timeout: float = 300.0  # seconds one run may take
    memory_mb: int = 2048  # address space one run may take
    follows: tuple[str, ...] = ()  # kinds that are due for the same subject once this is done
    rules: str = ""  # version of the rules it works by: what they skipped is due again when it changes


class KindError(Exception):
    """A run that cannot succeed, said in a code and a sentence instead of a traceback."""

    def __init__(self, code: str, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.code = code
        self.hint = hint
