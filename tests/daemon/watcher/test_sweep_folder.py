"""Compare a folder with the store."""

import os
import shutil

import pytest

import store as store_room
from daemon.server.watcher.sweep_folder import FolderState, sweep_folder
from daemon.server.watcher.watched_folder import WatchedFolder
from store.codebase import projects, sources


@pytest.fixture
def store(tmp_path):
    opened = store_room.open(tmp_path / "specdeck.db")
    yield opened
    opened.close()


@pytest.fixture
def watched(store, tmp_path):
    root = tmp_path / "db"
    root.mkdir()
    (root / "a.sql").write_text("select 1;")
    with store.write() as tx:
        project = projects.add(tx, "erp", [str(root)], "system")
    return FolderState(project.id, WatchedFolder(root))


def swept(store, watched, paths=None):
    """What changed, as words, and the sources that were handed on."""
    handed = []
    changes = sweep_folder(store, watched, paths, lambda _, source: handed.append(source.path))
    return [f"{change.kind} {change.path}" for change in changes], handed


def known(store, watched):
    with store.read() as view:
        return set(sources.list_hashes(view, watched.project, str(watched.folder.root)))


def test_new_files_are_recorded_and_passed_on(store, watched):
    assert swept(store, watched) == (["added a.sql"], ["a.sql"])


def test_a_second_sweep_finds_nothing(store, watched):
    swept(store, watched)
    assert swept(store, watched) == ([], [])


def test_after_a_restart_unchanged_files_cause_no_changes(store, watched):
    swept(store, watched)
    assert swept(store, FolderState(watched.project, watched.folder)) == ([], [])


def test_only_the_named_paths_are_compared(store, watched):
    (watched.folder.root / "b.sql").write_text("select 2;")
    assert swept(store, watched, ("b.sql",)) == (["added b.sql"], ["b.sql"])


def test_the_last_file_can_be_deleted(store, watched):
    swept(store, watched)
    (watched.folder.root / "a.sql").unlink()
    assert swept(store, watched) == (["removed a.sql"], [])


def test_a_folder_that_vanished_keeps_its_sources(store, watched):
    swept(store, watched)
    shutil.rmtree(watched.folder.root)
    assert swept(store, watched) == ([], [])
    assert known(store, watched) == {"a.sql"}


def test_an_empty_mount_point_keeps_its_sources(store, watched):
    swept(store, watched)
    watched.folder.root.rename(watched.folder.root.with_name("disk"))
    watched.folder.root.mkdir()
    assert swept(store, watched) == ([], [])
    assert known(store, watched) == {"a.sql"}


def test_a_recreated_folder_with_files_counts(store, watched):
    swept(store, watched)
    shutil.rmtree(watched.folder.root)
    watched.folder.root.mkdir()
    (watched.folder.root / "b.sql").write_text("select 2;")
    assert swept(store, watched)[0] == ["removed a.sql", "added b.sql"]


@pytest.mark.parametrize("name", ["absent", "x" * 4000])
def test_an_impossible_folder_has_no_files(store, watched, tmp_path, name):
    assert swept(store, FolderState(watched.project, WatchedFolder(tmp_path / name))) == ([], [])


def test_newly_ignored_files_are_removed(store, watched):
    swept(store, watched)
    ignoring = FolderState(watched.project, WatchedFolder(watched.folder.root, ignore=("a.*",)), root=watched.root)
    assert swept(store, ignoring) == (["removed a.sql"], [])


def test_a_file_name_that_is_not_utf8_is_logged_once_and_hides_no_other_file(store, watched, caplog):
    (watched.folder.root / os.fsdecode(b"caf\xe9.sql")).write_text("select 2;")
    assert swept(store, watched)[0] == ["added a.sql"]
    assert swept(store, watched)[0] == []
    assert [record.path for record in caplog.records] == ["caf\\xe9.sql"]
