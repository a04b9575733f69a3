"""Files are written completely, never through a link, and never over an edit."""

import fcntl
import hashlib
import os

import pytest

from store.files import safe_files
from store.files.safe_files import LinkError

PATH = "specql/shop/order.yaml"
LEFTOVER = ".specdeck-0123456789abcdef"


def digest(data):
    return hashlib.sha256(data).hexdigest()


def names(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "watched"
    folder.mkdir()
    return folder


@pytest.fixture
def elsewhere(tmp_path):
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    return folder


def test_a_new_file_is_written_and_its_folders_are_created(root):
    assert safe_files.write(root, PATH, b"one", None)
    assert safe_files.read(root, PATH) == b"one"
    assert sorted(path.name for path in root.rglob("*")) == ["order.yaml", "shop", "specql"]


def test_new_folders_and_files_get_the_mode_of_their_parent(root):
    root.chmod(0o750)
    safe_files.write(root, PATH, b"one", None)
    assert (root / "specql/shop").stat().st_mode & 0o777 == 0o750
    assert (root / PATH).stat().st_mode & 0o777 == 0o640


def test_a_replaced_file_keeps_its_mode(root):
    safe_files.write(root, PATH, b"one", None)
    (root / PATH).chmod(0o604)
    assert safe_files.write(root, PATH, b"two", digest(b"one"))
    assert ((root / PATH).read_bytes(), (root / PATH).stat().st_mode & 0o777) == (b"two", 0o604)


def test_an_edited_file_is_neither_replaced_nor_removed(root):
    safe_files.write(root, PATH, b"theirs", None)
    assert not safe_files.write(root, PATH, b"two", digest(b"one"))
    assert not safe_files.write(root, PATH, b"two", None)
    assert not safe_files.remove(root, PATH, digest(b"one"))
    assert names(root / "specql/shop") == ["order.yaml"]
    assert safe_files.read(root, PATH) == b"theirs"


def test_removing_a_file_removes_the_folders_it_leaves_empty(root):
    safe_files.write(root, PATH, b"one", None)
    safe_files.write(root, "specql/other.yaml", b"two", None)
    assert safe_files.remove(root, PATH, digest(b"one"))
    assert sorted(path.name for path in root.rglob("*")) == ["other.yaml", "specql"]


def test_removing_a_missing_file_succeeds(root):
    assert safe_files.remove(root, PATH, digest(b"one"))
    assert names(root) == []


@pytest.mark.parametrize("linked", ["specql", "specql/shop", PATH])
@pytest.mark.parametrize("inside", [True, False])
def test_no_link_in_the_path_is_followed(root, elsewhere, linked, inside):
    target = root / "inside" if inside else elsewhere
    target.mkdir(exist_ok=True)
    (root / linked).parent.mkdir(parents=True, exist_ok=True)
    (root / linked).symlink_to(target)
    for act in (
        lambda: safe_files.write(root, PATH, b"one", None),
        lambda: safe_files.remove(root, PATH, digest(b"one")),
        lambda: safe_files.read(root, PATH),
    ):
        with pytest.raises(LinkError) as refused:
            act()
        assert refused.value.sentence == f"{(root / linked).name} is a link, which is not followed."
    assert names(target) == []


def test_a_folder_swapped_for_a_link_leads_nowhere_else(root, elsewhere, monkeypatch):
    safe_files.write(root, PATH, b"one", None)

    def swap(_place):
        (root / "specql/shop").rename(root / "moved")
        (root / "specql/shop").symlink_to(elsewhere)

    monkeypatch.setattr(safe_files.failpoint, "reach", swap)
    safe_files.write(root, PATH, b"two", digest(b"one"))
    assert names(elsewhere) == []
    assert (root / "moved/order.yaml").read_bytes() == b"two"


def test_an_edit_made_while_we_write_wins(root, monkeypatch):
    safe_files.write(root, PATH, b"one", None)
    monkeypatch.setattr(safe_files.failpoint, "reach", lambda _place: (root / PATH).write_bytes(b"theirs"))
    assert not safe_files.write(root, PATH, b"two", digest(b"one"))
    assert ((root / PATH).read_bytes(), names(root / "specql/shop")) == (b"theirs", ["order.yaml"])


def test_a_pipe_does_not_block(root):
    (root / "specql/shop").mkdir(parents=True)
    os.mkfifo(root / PATH)
    with pytest.raises(OSError, match="Not a regular file"):
        safe_files.read(root, PATH)


def test_a_missing_watched_folder_is_not_created(root):
    root.rmdir()
    with pytest.raises(FileNotFoundError):
        safe_files.write(root, PATH, b"one", None)
    assert safe_files.read(root, PATH) is None


def test_only_our_leftovers_are_removed(root):
    (root / "specql").mkdir()
    for name in (LEFTOVER, ".specdeck-0123", f"{LEFTOVER}.yaml", "mine.yaml"):
        (root / "specql" / name).write_bytes(b"half")
    (root / "specql/.specdeck-aaaaaaaaaaaaaaaa").mkdir()
    (root / "specql/.specdeck-bbbbbbbbbbbbbbbb").symlink_to(root / "specql/mine.yaml")
    kept = set(names(root / "specql")) - {LEFTOVER}
    safe_files.remove_leftovers(root, "specql")
    assert set(names(root / "specql")) == kept


def test_a_file_another_daemon_is_writing_is_not_a_leftover(root):
    (root / "specql").mkdir()
    with (root / "specql" / LEFTOVER).open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        safe_files.remove_leftovers(root, "specql")
        assert names(root / "specql") == [LEFTOVER]


def test_a_missing_folder_has_no_leftovers(root):
    safe_files.remove_leftovers(root, "specql/shop")
