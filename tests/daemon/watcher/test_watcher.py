"""A watched folder becomes sources and jobs, whatever happens to its files."""

import queue
import threading

import pytest

import store as store_room
from daemon.server.watcher.watched_folder import WatchedFolder
from daemon.server.watcher.watcher import SweepIntervals, Watcher
from store.codebase import projects, sources

PATIENCE = 20  # seconds until something that does not happen is a failure


class Deck:
    """A store, a watcher on one folder, and the sources that were handed on, in order."""

    def __init__(self, root, state, pace):
        self.root = root
        self.handed = queue.Queue()
        self.grown = threading.Event()
        self.store = store_room.open(state / "specdeck.db")
        with self.store.write() as tx:
            self.project = projects.add(tx, "erp", [str(root)], "system").id
        self.store.on_append(lambda _: self.grown.set())
        self.watcher = Watcher(self.store, lambda tx, source: self.handed.put((source.path, source.fault)), pace)

    def save(self, name, text):
        """Appear whole, so that no half-written file is seen on the way."""
        (self.root.parent / "half").write_text(text)
        (self.root.parent / "half").rename(self.root / name)

    def next(self):
        return self.handed.get(timeout=PATIENCE)

    def known(self):
        with self.store.read() as view:
            return set(sources.list_hashes(view, self.project, str(self.root)))

    def until(self, condition):
        while not condition():
            self.grown.clear()
            if not condition() and not self.grown.wait(PATIENCE):
                raise AssertionError("it did not happen")


@pytest.fixture
def deck(tmp_path):
    root = tmp_path / "db"
    root.mkdir()
    deck = Deck(root, tmp_path, SweepIntervals())
    deck.watcher.watch(deck.project, WatchedFolder(root))
    deck.watcher.start()
    yield deck
    deck.watcher.stop()
    deck.store.close()


def test_existing_files_are_found_at_the_start(tmp_path):
    root = tmp_path / "db"
    root.mkdir()
    (root / "a.sql").write_text("select 1;")
    deck = Deck(root, tmp_path, SweepIntervals())
    deck.watcher.watch(deck.project, WatchedFolder(root))
    deck.watcher.start()
    assert deck.next() == ("a.sql", None)
    deck.watcher.stop()
    deck.store.close()


def test_a_save_is_passed_on_once(deck):
    deck.save("a.sql", "select 1;")
    assert deck.next() == ("a.sql", None)
    deck.save("b.sql", "select 2;")
    assert deck.next() == ("b.sql", None)


def test_an_unchanged_save_does_nothing(deck):
    deck.save("a.sql", "select 1;")
    deck.next()
    deck.save("a.sql", "select 1;")
    deck.save("b.sql", "select 2;")
    assert deck.next() == ("b.sql", None)


def test_an_editors_atomic_save_is_a_change_of_the_file(deck):
    deck.save("a.sql", "select 1;")
    deck.next()
    (deck.root / "a.sql.swp").write_text("select 2;")
    (deck.root / "a.sql.swp").replace(deck.root / "a.sql")
    assert deck.next() == ("a.sql", None)
    assert deck.known() == {"a.sql"}


def test_a_rename_keeps_the_source(deck):
    deck.save("a.sql", "select 1;")
    deck.next()
    (deck.root / "a.sql").rename(deck.root / "b.sql")
    deck.until(lambda: deck.known() == {"b.sql"})
    assert deck.handed.empty()


def test_a_deleted_file_is_gone(deck):
    deck.save("a.sql", "select 1;")
    deck.next()
    (deck.root / "a.sql").unlink()
    deck.until(lambda: deck.known() == set())


def test_a_folder_that_is_moved_in_is_read(deck, tmp_path):
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "a.sql").write_text("select 1;")
    (tmp_path / "new").rename(deck.root / "new")
    assert deck.next() == ("new/a.sql", None)


def test_an_unreadable_file_is_a_source_with_a_fault(deck, tmp_path):
    (tmp_path / "nul.sql").write_bytes(b"select 1;\0")
    (tmp_path / "nul.sql").rename(deck.root / "nul.sql")
    path, fault = deck.next()
    assert (path, bool(fault.sentence), bool(fault.hint)) == ("nul.sql", True, True)


def test_a_file_over_the_limit_is_a_source_with_a_fault(deck, tmp_path):
    with (tmp_path / "big.sql").open("wb") as file:
        file.truncate(21_000_000)
    (tmp_path / "big.sql").rename(deck.root / "big.sql")
    path, fault = deck.next()
    assert (path, fault.code) == ("big.sql", "source.too_large")


def test_every_file_of_a_burst_is_found(deck):
    names = {f"f{number:03}.sql" for number in range(500)}
    for name in names:
        (deck.root / name).write_text(f"select '{name}';")
    seen = set()
    while seen != names:
        seen.add(deck.next()[0])


def test_a_missing_folder_is_checked_until_it_exists(tmp_path):
    deck = Deck(tmp_path / "later", tmp_path, SweepIntervals(polled=0.01))
    deck.watcher.watch(deck.project, WatchedFolder(deck.root))
    assert deck.watcher.folders()[0].fault.code == "watch.missing"
    deck.watcher.start()
    deck.root.mkdir()
    deck.save("a.sql", "select 1;")
    assert deck.next() == ("a.sql", None)
    deck.watcher.stop()
    deck.store.close()


def test_an_unwatched_folder_is_left_alone(deck, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    deck.watcher.watch(deck.project, WatchedFolder(other))
    deck.watcher.unwatch(deck.project, WatchedFolder(deck.root))
    deck.save("a.sql", "select 1;")
    (other / "b.sql").write_text("select 2;")
    assert deck.next() == ("b.sql", None)
