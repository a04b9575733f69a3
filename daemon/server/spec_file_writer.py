"""Writes spec files: what was decided reaches the disk, whatever happens in between, and never over a hand's work.

A letter in the outbox says that a unit's approved text is another one. It becomes a job that puts the file together;
what the job made is intended, in the store, before it is written here. Killed at any point, the same is done again.
"""

import logging
import threading
from collections.abc import Callable
from pathlib import Path

from engine.fault import Fault
from jobs.effects.write_spec_file.write_order import write_order
from jobs.ledger.enqueue import enqueue
from store import Store, WriteTransaction
from store.core import failpoint, outbox, texts
from store.core.errors import StoreError
from store.files import safe_files, spec_files
from store.files.safe_files import LinkError
from store.files.spec_files import NO_FILE, SpecFileRow
from store.review import reviews
from store.review.review_sync import SPEC_FILE_TOPIC

BATCH_SIZE = 500
RETRY_SECONDS = 30.0  # seconds until what could not be written is tried again
DISK_CODE = "spec.disk"
RETRIED_CODES = frozenset({DISK_CODE, LinkError.code})  # nobody tells us when the reason is gone
log = logging.getLogger("specdeck.scribe")


class SpecFileWriter:
    """A thread of the daemon, woken when the journal grows."""

    def __init__(self, store: Store, now: Callable[[], float]) -> None:
        self._store = store
        self._now = now
        self._due = threading.Event()
        self._stopped = False
        self._thread = threading.Thread(target=self._run, name="scribe", daemon=True)

    def start(self) -> None:
        """Begin with what an earlier daemon left to do."""
        self._store.listen(lambda _tail: self._due.set())
        self._due.set()
        self._thread.start()

    def stop(self) -> None:
        """Write nothing more; what is intended stays so."""
        self._stopped = True
        self._due.set()
        self._thread.join()

    def _run(self) -> None:
        last_retry = self._now()
        self._clear_up()
        while not self._stopped:
            self._due.wait(RETRY_SECONDS)
            self._due.clear()
            if self._stopped:
                return
            try:
                self._hand_on_letters()
                self._write_intended()
                if self._now() - last_retry >= RETRY_SECONDS:
                    last_retry = self._now()
                    self._try_again()
            except (StoreError, OSError):
                # A full disk must not end the thread: what is due stays due.
                log.exception("the spec files could not be followed up")

    def _clear_up(self) -> None:
        """Remove what an earlier daemon was writing when it was killed."""
        with self._store.read() as view:
            folders = spec_files.list_folders(view)
        for root, folder in folders:
            try:
                safe_files.remove_leftovers(Path(root), folder)
            except OSError:
                log.warning("a folder could not be cleared up", extra={"folder": f"{root}/{folder}"})

    def _hand_on_letters(self) -> None:
        """Each file that letters are about is put together once."""
        with self._store.read() as view:
            if not outbox.list_pending(view, SPEC_FILE_TOPIC, 1):
                return
        with self._store.write() as tx:
            letters = outbox.list_pending(tx, SPEC_FILE_TOPIC, BATCH_SIZE)
            files = {file for letter in letters for file in _files_of(tx, int(str(letter.data["conversion"])))}
            for file in sorted(files):
                order = write_order(spec_files.get(tx, file), f"letter:{letters[-1].position}")
                enqueue(tx, order, self._now())
            failpoint.reach("mid-letters")
            outbox.mark_delivered(tx, SPEC_FILE_TOPIC, letters[-1].position)
        self._due.set()

    def _write_intended(self) -> None:
        with self._store.read() as view:
            due = spec_files.list_planned(view)
            found = [(file, None if file.intended == NO_FILE else texts.get(view, str(file.intended))) for file in due]
        for file, text in found:
            self._write(file, text)

    def _write(self, file: SpecFileRow, text: str | None) -> None:
        try:
            failpoint.reach("before-spec-file")
            if not _laid(file, text):
                self._made_anew(file)
                return
        except (LinkError, OSError) as error:
            with self._store.write() as tx:
                spec_files.hold(tx, file, _fault(error))
            return
        failpoint.reach("after-spec-file")
        with self._store.write() as tx:
            self._record(tx, file, _hash(text))

    def _record(self, tx: WriteTransaction, file: SpecFileRow, digest: str | None) -> None:
        for unit in spec_files.list_units(tx, file.id):
            if unit not in file.units:
                reviews.mark_written(tx, unit, None, file.id)
        for unit, spec in file.units.items():
            reviews.mark_written(tx, unit, spec, file.id)
        spec_files.mark_written(tx, file, digest)

    def _made_anew(self, file: SpecFileRow) -> None:
        """A hand was faster: what was intended was made from what is there no more."""
        with self._store.write() as tx:
            spec_files.drop_plan(tx, file.id)
            enqueue(tx, write_order(file, f"raced:{tx.now}"), self._now())

    def _try_again(self) -> None:
        with self._store.read() as view:
            held = [file for file in spec_files.list_held(view) if file.error and file.error.code in RETRIED_CODES]
        for file in held:
            with self._store.write() as tx:
                enqueue(tx, write_order(file, f"again:{tx.now}"), self._now())


def _laid(file: SpecFileRow, text: str | None) -> bool:
    """Have the text lie there, or nothing; False if something else lies there than what it was made from."""
    root, path = Path(file.place.folder), file.place.path
    if text is None:
        return safe_files.remove(root, path, file.base)
    return safe_files.write(root, path, text.encode(), file.base)


def _fault(error: LinkError | OSError) -> Fault:
    if isinstance(error, LinkError):
        return Fault(error.code, error.sentence, error.hint)
    return Fault(DISK_CODE, f"The file cannot be written: {error.strerror}.", "Make room, or make it writable.")


def _files_of(tx: WriteTransaction, conversion: int) -> set[int]:
    """The file where a unit belongs, and the one that holds it where that is another."""
    place = spec_files.find_place(tx, conversion)
    there = spec_files.find_of_unit(tx, conversion)
    return ({spec_files.get_or_add(tx, place).id} if place else set()) | ({there} if there else set())


def _hash(text: str | None) -> str | None:
    return None if text is None else spec_files.hash_text(text)
