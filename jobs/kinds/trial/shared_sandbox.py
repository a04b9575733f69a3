"""The scratch server of this worker, with the project that was tried last: loading a large one takes up to a minute.

It is kept for jobs that follow soon with the same files. Nothing of a trial stays in its databases.
"""

import hashlib
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING

from jobs.kinds.trial.trial_contract import SchemaFile

if TYPE_CHECKING:
    from engine.source.unit import SourceFile
    from engine.trial.sandbox.sandbox import Sandbox
    from engine.trial.session.trial_database import TrialDatabase

LONGEST, IDLE = 900.0, 30.0  # seconds that a server is used for, and that it waits for another job


@dataclass(frozen=True, slots=True)
class LoadedProject:
    """The files of a project in load order, and a running server with their schema."""

    digest: str
    sources: "Sequence[SourceFile]"
    sandbox: "Sandbox"
    database: "TrialDatabase"
    opened: ExitStack
    since: float

    def serves(self, digest: str) -> bool:
        """Whether the server still runs, is not old, and has these files."""
        is_young = monotonic() - self.since < LONGEST
        return self.digest == digest and is_young and not self.sandbox.server.has_ended


@dataclass
class SharedSandbox:
    """One server at most; a thread removes it when no job needs it any more."""

    idle: float = IDLE
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _kept: LoadedProject | None = None
    _timer: threading.Timer | None = None

    @contextmanager
    def project(self, files: Sequence[SchemaFile]) -> Iterator[LoadedProject]:
        """Give a server with these files; one that fails is not used again."""
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
            kept = self._matching(files)
            try:
                yield kept
            except BaseException:
                self._remove()
                raise
            self._timer = threading.Timer(self.idle, self.close)
            self._timer.daemon = True
            self._timer.start()

    def close(self) -> None:
        """Remove the server, after the job that uses it."""
        with self._lock:
            self._remove()

    def _matching(self, files: Sequence[SchemaFile]) -> LoadedProject:
        digest = hashlib.sha256(repr(files).encode("utf-8", "surrogatepass")).hexdigest()
        if self._kept is None or not self._kept.serves(digest):
            self._remove()
            self._kept = _loaded(digest, files)
        return self._kept

    def _remove(self) -> None:
        kept, self._kept = self._kept, None
        if kept is not None:
            kept.opened.close()


def _loaded(digest: str, files: Sequence[SchemaFile]) -> LoadedProject:
    from engine.source.load_order import load_order
    from engine.source.split_file import split
    from engine.trial.sandbox.sandbox import running_sandbox
    from engine.trial.schema.schema_statement import schema_statements
    from engine.trial.session.trial_database import open_database

    sources = [each for each in load_order([split(file.text, file.path) for file in files]) if each.fault is None]
    with ExitStack() as stack:
        sandbox = stack.enter_context(running_sandbox())
        database = open_database(sandbox, schema_statements(sources))
        return LoadedProject(digest, sources, sandbox, database, stack.pop_all(), monotonic())


SHARED = SharedSandbox()
