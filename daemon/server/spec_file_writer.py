"""Writes spec files: every decision reaches the disk, even after a crash, and manual edits are never overwritten.

An entry in the outbox says that the approved text of a unit changed. It becomes a job that composes the file; the
composed text is recorded as planned before it is written here. After a kill at any point, the same steps repeat.
"""

import logging
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

from engine.fault import Fault
from jobs.effects.write_spec_file.write_order import write_order
from jobs.ledger import job_queries
from jobs.ledger.enqueue import enqueue
from store import ReadView, Store, WriteTransaction
from store.core import failpoint, outbox, texts
from store.core.errors import StoreError
from store.core.outbox import OutboxMessage
from store.files import safe_files, spec_files
from store.files.safe_files import LinkError
from store.files.spec_files import NO_FILE, SpecFileRow
from store.review import reviews
from store.review.review_sync import SPEC_FILE_TOPIC

BATCH_SIZE = 500
WRITTEN_TOGETHER = 16  # files whose writes are recorded in one transaction
RETRY_SECONDS = 30.0  # seconds until a failed write is tried again
DISK_CODE = "spec.disk"
RETRIED_CODES = frozenset({DISK_CODE, LinkError.code})  # the daemon is not notified when the cause is gone
RecordOutcome = Callable[[WriteTransaction], None]
log = logging.getLogger("specdeck.scribe")


class SpecFileWriter:
    """A thread of the daemon that wakes when the journal grows."""

    def __init__(self, store: Store, now: Callable[[], float]) -> None:
        self._store = store
        self._now = now
        self._due = threading.Event()
        self._stopped = False
        self._thread = threading.Thread(target=self._run, name="scribe", daemon=True)

    def start(self) -> None:
        """Start, with what an earlier daemon left to do."""
        self._store.on_append(lambda _tail: self._due.set())
        self._due.set()
        self._thread.start()

    def stop(self) -> None:
        """Stop writing; intended writes stay recorded."""
        self._stopped = True
        self._due.set()
        self._thread.join()

    def _run(self) -> None:
        last_retry = self._now()
        self._remove_partial_files()
        while not self._stopped:
            self._due.wait(RETRY_SECONDS)
            self._due.clear()
            if self._stopped:
                return
            try:
                self._order_files()
                self._write_planned()
                if self._now() - last_retry >= RETRY_SECONDS:
                    last_retry = self._now()
                    self._retry_failed()
            except (StoreError, OSError):
                # A full disk must not end the thread: the work stays due.
                log.exception("spec files could not be synced")

    def _remove_partial_files(self) -> None:
        """Remove partial files of an earlier daemon that was killed."""
        with self._store.read() as view:
            folders = spec_files.list_folders(view)
        for root, folder in folders:
            try:
                safe_files.remove_leftovers(Path(root), folder)
            except OSError:
                log.warning("partial files could not be removed", extra={"folder": f"{root}/{folder}"})

    def _order_files(self) -> None:
        """Order the files that the outbox mentions; an order that nobody has begun will read this, too."""
        with self._store.read() as view:
            entries = outbox.list_pending(view, SPEC_FILE_TOPIC, BATCH_SIZE)
        if not entries:
            return
        self._store.write_each(entries, self._order_files_of)
        self._due.set()

    def _order_files_of(self, tx: WriteTransaction, entry: OutboxMessage) -> None:
        for file in sorted(_files_of(tx, int(str(entry.data["conversion"])))):
            order = write_order(spec_files.get(tx, file), f"letter:{entry.position}")
            if not job_queries.will_start(tx, order.kind.name, order.subject, self._now()):
                enqueue(tx, order, self._now())
        failpoint.reach("mid-letters")
        outbox.mark_delivered(tx, SPEC_FILE_TOPIC, entry.position)

    def _write_planned(self) -> None:
        with self._store.read() as view:
            due = spec_files.list_planned(view)
            found = [(file, _planned_text(view, file)) for file in due]
        for start in range(0, len(found), WRITTEN_TOGETHER):
            outcomes = [self._write(file, text) for file, text in found[start : start + WRITTEN_TOGETHER]]
            self._store.write_each(outcomes, lambda tx, record: record(tx))

    def _write(self, file: SpecFileRow, text: str | None) -> RecordOutcome:
        """Write a file; return what records the outcome."""
        try:
            failpoint.reach("before-spec-file")
            if not _write_file(file, text):
                return partial(self._order_again, file=file)
        except (LinkError, OSError) as error:
            return partial(spec_files.hold, file=file, fault=_fault(error))
        failpoint.reach("after-spec-file")
        return partial(self._record, file=file, digest=_hash(text))

    def _record(self, tx: WriteTransaction, file: SpecFileRow, digest: str | None) -> None:
        for unit in spec_files.list_units(tx, file.id):
            if unit not in file.units:
                reviews.mark_written(tx, unit, None, file.id)
        for unit, spec in file.units.items():
            reviews.mark_written(tx, unit, spec, file.id)
        spec_files.mark_written(tx, file, digest)

    def _order_again(self, tx: WriteTransaction, file: SpecFileRow) -> None:
        """Order the file again: somebody edited it after the intended text was composed."""
        spec_files.drop_plan(tx, file.id)
        enqueue(tx, write_order(file, f"raced:{tx.now}"), self._now())

    def _retry_failed(self) -> None:
        with self._store.read() as view:
            held = [file for file in spec_files.list_held(view) if file.error and file.error.code in RETRIED_CODES]
        for file in held:
            with self._store.write_in_background() as tx:
                enqueue(tx, write_order(file, f"again:{tx.now}"), self._now())


def _write_file(file: SpecFileRow, text: str | None) -> bool:
    """Write or remove the file; return False if its content is not what the text was composed from."""
    root, path = Path(file.place.folder), file.place.path
    if text is None:
        return safe_files.remove(root, path, file.base)
    return safe_files.write(root, path, text.encode(), file.base)


def _fault(error: LinkError | OSError) -> Fault:
    if isinstance(error, LinkError):
        return Fault(error.code, error.sentence, error.hint)
    return Fault(DISK_CODE, f"The file cannot be written: {error.strerror}.", "Make room, or make it writable.")


def _files_of(tx: WriteTransaction, conversion: int) -> set[int]:
    """Return the file where a unit belongs, and the one that holds it if that is another."""
    files = {spec_files.find_of_unit(tx, conversion)}
    place = spec_files.find_place(tx, conversion)
    if place:
        files.add(spec_files.get_or_add(tx, place).id)
    return {file for file in files if file}


def _hash(text: str | None) -> str | None:
    if text is None:
        return None
    return spec_files.hash_text(text)


def _planned_text(view: ReadView, file: SpecFileRow) -> str | None:
    if file.intended == NO_FILE:
        return None
    return texts.get(view, str(file.intended))
