"""A full or read-only disk is reported; stored data stays, and work continues once there is room."""

import contextlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

import store
from store.audit.verify import verify_file
from store.core import errors, journal

NOBODY = 65534


@contextlib.contextmanager
def mounted(folder, options):
    """A small file system of its own; without the right to mount, this test cannot say anything and fails."""
    folder.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"This test mounts a small tmpfs and needs root: {done.stderr}"
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def fill(db):
    while True:
        with db.write() as tx:
            journal.append(tx, "test.happened", "x", {"filler": "x" * 20_000})


def test_a_full_disk_is_reported_and_earlier_data_stays(tmp_path):
    with mounted(tmp_path / "small", "size=4m") as small:
        ballast = small / "ballast"
        ballast.write_bytes(b"x" * 500_000)
        db = store.open(small / "specdeck.db")
        with pytest.raises(errors.DiskFullError) as told:
            fill(db)
        assert told.value.hint == "Free some space, then try again."
        with db.read() as view:
            kept = journal.get_tail(view)
        assert kept > 0
        ballast.unlink()
        with db.write() as tx:
            assert journal.append(tx, "test.happened", "x", {}).seq == kept + 1
        assert verify_file(small / "specdeck.db").whole
        db.close()


@pytest.fixture
def locked():
    """A database that its reader may not write; root may write anything, so root steps down for a moment."""
    file = Path(tempfile.mkdtemp()) / "specdeck.db"
    opened = store.open(file)
    with opened.write() as tx:
        journal.append(tx, "test.happened", "x", {})
    opened.close()
    file.chmod(0o444)
    file.parent.chmod(0o777)
    was_root = os.geteuid() == 0
    if was_root:
        os.seteuid(NOBODY)
    yield file
    if was_root:
        os.seteuid(0)
    shutil.rmtree(file.parent)


def test_a_database_that_cannot_be_written_is_still_read(locked):
    db = store.open(locked)
    with pytest.raises(errors.ReadOnlyError, match="cannot be written"), db.write() as tx:
        journal.append(tx, "test.happened", "x", {})
    with db.read() as view:
        assert journal.get_tail(view) == 1
    db.close()


def test_opening_on_a_read_only_disk_is_reported(tmp_path):
    with mounted(tmp_path / "disk", "size=4m") as disk:
        store.open(disk / "specdeck.db").close()
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        for name in ("specdeck.db", "new.db"):
            with pytest.raises(errors.ReadOnlyError) as told:
                store.open(disk / name)
            assert told.value.hint
