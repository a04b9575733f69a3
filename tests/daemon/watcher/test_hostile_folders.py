"""A folder under somebody else's control: its pipes, links, depth and size never stop the daemon."""

import os
import subprocess
import threading
from pathlib import Path

import pytest

import store as store_room
from daemon.server.watcher import record_changes
from daemon.server.watcher.folder_observer import FolderEventHandler, FolderObserver
from daemon.server.watcher.read_file import digest_file, read_file, stat_file
from daemon.server.watcher.sweep_folder import FolderState, sweep_folder
from daemon.server.watcher.watched_folder import WatchedFolder
from store.codebase import projects
from store.files import safe_files

HUGE = 6 << 30


@pytest.fixture
def store(tmp_path):
    opened = store_room.open(tmp_path / "specdeck.db")
    yield opened
    opened.close()


@pytest.fixture
def watched(store, tmp_path):
    (tmp_path / "db/sub").mkdir(parents=True)
    (tmp_path / "db/sub/a.sql").write_text("select 1;")
    with store.write() as tx:
        project = projects.add(tx, "erp", [str(tmp_path / "db")], "system")
    return FolderState(project.id, WatchedFolder(tmp_path / "db"))


def sweep(store, watched, paths=None):
    return [f"{each.kind} {each.path}" for each in sweep_folder(store, watched, paths, lambda *_: None)]


@pytest.fixture
def nest():
    """Nest folders, and remove them again: Python's own removal descends by recursion."""
    nested = []

    def make(folder, count, name="d"):
        nested.append(folder / name)
        _nest(folder, count, name)

    yield make
    for folder in nested:
        subprocess.run(["rm", "-rf", folder], check=True)


def _nest(folder, count, name):
    at = os.open(folder, os.O_RDONLY)
    for _ in range(count):
        os.mkdir(name, dir_fd=at)
        inner = os.open(name, os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = inner
    os.close(at)


def test_a_file_exchanged_with_a_pipe_blocks_nobody(tmp_path):
    path = tmp_path / "a.sql"
    path.write_text("select 1;")
    seen = stat_file(tmp_path, "a.sql")
    path.unlink()
    os.mkfifo(path)
    assert digest_file(tmp_path, "a.sql", seen).startswith("unread:")
    assert read_file(tmp_path, "a.sql") is None


def test_files_are_read_before_the_transaction_begins(store, watched, monkeypatch):
    is_free = []

    def read(root, path):
        with store.write():
            is_free.append(path)
        return read_file(root, path)

    monkeypatch.setattr(record_changes, "read_file", read)
    assert (sweep(store, watched), is_free) == (["added sub/a.sql"], ["sub/a.sql"])


@pytest.mark.parametrize("paths", [None, ("sub/a.sql",)])
def test_a_known_folder_replaced_by_a_link_is_not_followed(store, watched, tmp_path, paths):
    sweep(store, watched)
    (watched.folder.root / "b.sql").write_text("select 2;")  # so that it is not taken for an unmounted disk
    sweep(store, watched)
    (watched.folder.root / "sub").rename(tmp_path / "elsewhere")
    (tmp_path / "elsewhere/a.sql").write_text("secret")
    (watched.folder.root / "sub").symlink_to(tmp_path / "elsewhere")
    assert sweep(store, watched, paths) == ["removed sub/a.sql"]


def test_a_folder_exchanged_for_a_link_while_it_is_read_shows_nothing(tmp_path):
    (tmp_path / "db/sub").mkdir(parents=True)
    (tmp_path / "db/sub/a.sql").write_text("select 1;")
    seen = stat_file(tmp_path / "db", "sub/a.sql")
    (tmp_path / "db/sub").rename(tmp_path / "elsewhere")
    (tmp_path / "db/sub").symlink_to(tmp_path / "elsewhere")
    assert digest_file(tmp_path / "db", "sub/a.sql", seen).startswith("unread:")
    assert read_file(tmp_path / "db", "sub/a.sql") is None


def test_a_huge_spec_file_is_not_read(tmp_path):
    with (tmp_path / "order.yaml").open("wb") as file:
        file.truncate(HUGE)
    with pytest.raises(OSError, match="File too large"):
        safe_files.read(tmp_path, "order.yaml")


def test_a_thousand_nested_folders_are_walked_without_recursion(store, watched, nest):
    nest(watched.folder.root, 1_100)
    assert sweep(store, watched) == ["added sub/a.sql"]
    deepest = [path for path in watched.folder.paths() if path.reason]
    assert [(path.relative.count("/"), path.reason) for path in deepest] == [(200, "below more than 200 folders")]
    assert watched.folder.kind("d/" * 200 + "a.sql") == "sql"
    assert watched.folder.kind("d/" * 201 + "a.sql") is None


def test_a_folder_whose_path_is_too_long_hides_no_other(store, watched, nest):
    nest(watched.folder.root, 25, "d" * 200)
    assert sweep(store, watched) == ["added sub/a.sql"]


def test_a_path_of_too_many_folders_holds_no_descriptors(tmp_path, nest):
    nest(tmp_path, 300)
    before = len(list(Path("/proc/self/fd").iterdir()))
    assert stat_file(tmp_path, "d/" * 300 + "a.sql") is None
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_a_folder_that_cannot_be_observed_has_a_fault_and_stops_no_other(tmp_path, nest):
    (tmp_path / "deep").mkdir()
    (tmp_path / "flat").mkdir()
    nest(tmp_path / "deep", 1_100)
    heard = threading.Event()
    observer = FolderObserver()
    try:
        deep = observer.observe(tmp_path / "deep", FolderEventHandler(lambda _: None, lambda: None))
        flat = FolderEventHandler(lambda _: heard.set(), lambda: None)
        assert (deep.code, observer.observe(tmp_path / "flat", flat)) == ("watch.unobservable", None)
        assert observer.is_observing(flat)
        (tmp_path / "flat/a.sql").write_text("select 1;")
        assert heard.wait(20)
    finally:
        observer.stop()


def test_the_end_of_a_folders_events_is_seen(store, tmp_path):
    observer = FolderObserver()
    handler = FolderEventHandler(lambda _: None, lambda: None)
    observer.observe(tmp_path, handler)
    observer.stop()
    assert not observer.is_observing(handler)
