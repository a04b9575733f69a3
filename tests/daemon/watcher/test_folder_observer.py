"""Observed folders, and the faults of folders that send no events."""

import errno
import queue

import pytest

from daemon.server.watcher.folder_observer import FolderEventHandler, FolderObserver, _refused, file_system_type

PATIENCE = 10  # seconds until a missing event is a failure


@pytest.fixture
def heard(tmp_path):
    paths: queue.Queue[str] = queue.Queue()
    observation = FolderObserver()
    assert (
        observation.observe(
            tmp_path,
            FolderEventHandler(lambda all_of: [paths.put(path) for path in all_of], lambda: paths.put("look again")),
        )
        is None
    )
    yield paths
    observation.stop()


def test_a_saved_file_is_observed(heard, tmp_path):
    (tmp_path / "a.sql").write_text("select 1;")
    assert heard.get(timeout=PATIENCE) == str(tmp_path / "a.sql")


def test_an_atomic_save_names_the_final_file(heard, tmp_path):
    (tmp_path / "a.sql.new").write_text("select 1;")
    (tmp_path / "a.sql.new").rename(tmp_path / "a.sql")
    names = set()
    while str(tmp_path / "a.sql") not in names:
        names.add(heard.get(timeout=PATIENCE))


def test_a_new_folder_makes_the_tree_suspect(heard, tmp_path):
    (tmp_path / "sub").mkdir()
    assert heard.get(timeout=PATIENCE) == "look again"


def test_the_watch_limit_is_reported_with_a_hint():
    fault = _refused(OSError(errno.ENOSPC, "inotify watch limit reached"))
    assert fault.code == "watch.inotify_watches"
    assert "sysctl fs.inotify.max_user_watches=" in fault.hint


def test_the_instance_limit_is_reported_with_a_hint():
    fault = _refused(OSError(errno.EMFILE, "inotify instance limit reached"))
    assert "sysctl fs.inotify.max_user_instances=" in fault.hint


def test_the_nearest_mount_decides_the_file_system(tmp_path):
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/a / ext4 rw 0 0\nserver:/x {tmp_path} nfs4 rw 0 0\n")
    assert file_system_type(tmp_path / "db", str(mounts)) == "nfs4"
    assert file_system_type(tmp_path.parent.parent, str(mounts)) == "ext4"


def test_without_a_mount_table_the_file_system_is_unknown(tmp_path):
    assert file_system_type(tmp_path, str(tmp_path / "none")) == ""


@pytest.mark.parametrize("name", ["absent", "x" * 4000, "nul\0"])
def test_a_missing_or_impossible_folder_is_missing(tmp_path, name):
    observation = FolderObserver()
    fault = observation.observe(tmp_path / name, FolderEventHandler(lambda _: None, lambda: None))
    assert fault.code == "watch.missing"
