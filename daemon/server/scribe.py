"""Writes spec files: what was decided reaches the disk, whatever happens in between, and never over a hand's work.

A letter in the outbox says that a unit's approved text is another one. It becomes a job that puts the file together;
what the job made is intended, in the store, before it is written here. Killed at any point, the same is done again.
"""

import contextlib
import hashlib
import logging
import os
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

from jobs.ledger import spec_file
from store import Store, Transaction, failpoint, outbox, reviews, spec_files, texts
from store.errors import StoreError
from store.following import SPEC_FILE
from store.sources import Fault
from store.spec_files import NO_FILE, SpecFile

LETTERS = 500
PATIENCE = 30.0  # seconds until what could not be written is tried again
log = logging.getLogger("specdeck.scribe")


class Scribe:
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
        while not self._stopped:
            self._due.wait(PATIENCE)
            self._due.clear()
            if self._stopped:
                return
            try:
                self._hand_on_letters()
                self._write_intended()
                if self._now() - last_retry >= PATIENCE:
                    last_retry = self._now()
                    self._try_again()
            except (StoreError, OSError):
                # A full disk must not end the thread: what is due stays due.
                log.exception("the spec files could not be followed up")

    def _hand_on_letters(self) -> None:
        """Each file that letters are about is put together once."""
        with self._store.read() as view:
            if not outbox.waiting(view, SPEC_FILE, 1):
                return
        with self._store.write() as tx:
            letters = outbox.waiting(tx, SPEC_FILE, LETTERS)
            files = {file for letter in letters for file in _files_of(tx, int(str(letter.data["conversion"])))}
            for file in sorted(files):
                spec_file.order(tx, spec_files.get(tx, file), f"letter:{letters[-1].position}", self._now())
            failpoint.reach("mid-letters")
            outbox.handed_on(tx, SPEC_FILE, letters[-1].position)
        self._due.set()

    def _write_intended(self) -> None:
        with self._store.read() as view:
            due = spec_files.intended(view)
            found = [(file, None if file.intended == NO_FILE else texts.get(view, str(file.intended))) for file in due]
        for file, text in found:
            self._write(file, text)

    def _write(self, file: SpecFile, text: str | None) -> None:
        try:
            there = _digest(spec_file.path_of(file)) if spec_file.is_inside(file) else "elsewhere"
            if there not in (file.base, _hash(text)):
                self._made_anew(file)
                return
            failpoint.reach("before-spec-file")
            if there != _hash(text):
                put(spec_file.path_of(file), Path(file.place.folder), text)
        except OSError as error:
            sentence = f"The file cannot be written: {error.strerror}."
            fault = Fault("spec.disk", sentence, "Make room, or make it writable.")
            with self._store.write() as tx:
                spec_files.hold(tx, file, fault)
            return
        failpoint.reach("after-spec-file")
        with self._store.write() as tx:
            self._record(tx, file, _hash(text))

    def _record(self, tx: Transaction, file: SpecFile, digest: str | None) -> None:
        for unit in spec_files.units_in(tx, file.id):
            if unit not in file.units:
                reviews.written(tx, unit, None, file.id)
        for unit, spec in file.units.items():
            reviews.written(tx, unit, spec, file.id)
        spec_files.wrote(tx, file, digest)

    def _made_anew(self, file: SpecFile) -> None:
        """A hand was faster: what was intended was made from what is there no more."""
        with self._store.write() as tx:
            spec_files.drop_intent(tx, file.id)
            spec_file.order(tx, file, f"raced:{tx.now}", self._now())

    def _try_again(self) -> None:
        with self._store.read() as view:
            held = [file for file in spec_files.held(view) if file.error and file.error.code == "spec.disk"]
        for file in held:
            with self._store.write() as tx:
                spec_file.order(tx, file, f"again:{tx.now}", self._now())


def put(path: Path, root: Path, text: str | None) -> None:
    """Lay a text at a path, whole or not at all; None takes the file away, and the folders it leaves empty."""
    if text is None:
        path.unlink(missing_ok=True)
        for folder in path.parents:
            if folder == root or not folder.is_relative_to(root):
                return
            with contextlib.suppress(OSError):
                folder.rmdir()  # it goes only if it is empty
        return
    _make(path.parent)
    number, name = tempfile.mkstemp(prefix=".specdeck-", dir=path.parent)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, _mode(path))  # noqa: PTH101  the temporary file's name, not a path of ours
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _sync(path.parent)


def _make(folder: Path) -> None:
    """Make a folder as open as the one it lies in: the daemon's own umask is for its own files."""
    if not folder.exists():
        _make(folder.parent)
        folder.mkdir(exist_ok=True)
        folder.chmod(folder.parent.stat().st_mode & 0o777)


def _mode(path: Path) -> int:
    """As the file was; a new one is as readable as the folder it lies in."""
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        return path.parent.stat().st_mode & 0o666


def _sync(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _files_of(tx: Transaction, conversion: int) -> set[int]:
    """The file where a unit belongs, and the one that holds it where that is another."""
    place = spec_files.place_of(tx, conversion)
    there = spec_files.of_unit(tx, conversion)
    return ({spec_files.at(tx, place).id} if place else set()) | ({there} if there else set())


def _digest(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return None


def _hash(text: str | None) -> str | None:
    return None if text is None else spec_files.digest_of(text)
