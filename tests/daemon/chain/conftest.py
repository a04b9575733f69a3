"""A small shop in a watched folder; tests wait for events."""

import contextlib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer

import pytest

import store
from daemon.client import Client
from daemon.wire.decision import NewDecision
from daemon.wire.decision_kinds import DecisionKind
from daemon.wire.review import Review
from store.review import standing_json
from tests.plugins.daemon import Daemon

SQL = """\
CREATE TABLE shop.tb_order (id integer PRIMARY KEY, note text);

CREATE FUNCTION shop.mark(which integer) RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
    UPDATE shop.tb_order SET note = 'seen' WHERE id = which;
    RETURN which;
END;
$$;

CREATE FUNCTION shop.double(value integer) RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
    RETURN value * 2;
END;
$$;
"""
PROJECT = "shop"
PATIENCE = 30.0


@dataclass(frozen=True)
class Chain:
    """What a person sees and does: files in a folder, and units in review."""

    daemon: Daemon
    folder: Path
    client: Client
    since: int
    """The number of the last event before the shop was there."""

    @property
    def sql(self) -> Path:
        return self.folder / "shop.sql"

    @property
    def order(self) -> Path:
        return self.folder / "specql/shop/order.yaml"

    def save(self, old: str, new: str) -> None:
        """Change the SQL as an editor does."""
        self.sql.write_text(self.sql.read_text().replace(old, new))

    def unit(self, name: str) -> int:
        return next(item.id for item in self.client.inbox.list(PROJECT) if item.name.startswith(name))

    def review(self, name: str) -> Review:
        return self.client.reviews.get(self.unit(name))

    def say(self, name: str, word: DecisionKind, **fields: object) -> str:
        """Say a word of a unit as it is now; the answer is its state."""
        seen = self.review(name)
        (outcome,) = self.client.reviews.decide(seen.item.id, NewDecision(word, **fields), seen.item.revision).outcomes
        assert outcome.item is not None
        return outcome.item.state

    def until(self, holds: Callable[[], object]) -> None:
        """Wait for events until this holds and no job is left to do; what never comes is told, not waited for."""
        with self.client.events.follow(after=self.since) as events:
            guard = Timer(PATIENCE, events.close)
            guard.start()
            for _ in events:
                if self.client.conversions.tally(PROJECT).waiting == 0 and holds():
                    guard.cancel()
                    return
        told = [(event.type, event.subject, event.data) for event in self.client.events.page(self.since, 500).items]
        pytest.fail(f"it never held: {[(item.name, item.state) for item in self.items()]} after {told[-20:]}")

    def until_state(self, name: str, state: str) -> None:
        self.until(lambda: any(item.name.startswith(name) and item.state == state for item in self.items()))

    def items(self) -> list:
        return list(self.client.inbox.list(PROJECT))

    def tree(self) -> dict[str, bytes | None]:
        """Every file and folder, with its bytes."""
        found: dict[str, bytes | None] = {}
        for each in sorted(self.folder.rglob("*")):
            with contextlib.suppress(FileNotFoundError):  # the daemon replaces a file by renaming another
                found[str(each.relative_to(self.folder))] = each.read_bytes() if each.is_file() else None
        return found

    def state(self) -> dict[str, tuple[str, object]]:
        """Where each unit stands, as it is kept."""
        with closing(store.open(self.daemon.place.database)) as opened, opened.read() as view:
            rows = view.rows("SELECT c.name, r.* FROM reviews r JOIN conversions c ON c.id = r.conversion")
            return {
                row["name"]: (standing_json.to_json(standing_json.from_json(row["standing"])), row["written"])
                for row in rows
            }


@pytest.fixture
def chain(shared_daemon: Daemon) -> Iterator[Chain]:
    """A shop of this test, in a daemon that serves other tests too."""
    with _open_shop(shared_daemon) as shop:
        yield shop


@pytest.fixture
def own_chain(daemon: Daemon) -> Iterator[Chain]:
    """A shop in a daemon that this test may kill."""
    with _open_shop(daemon) as shop:
        yield shop


@contextlib.contextmanager
def _open_shop(daemon: Daemon) -> Iterator[Chain]:
    with TemporaryDirectory(prefix="sd-shop-") as home, daemon.client() as client:
        folder = Path(home) / "shop"
        folder.mkdir()
        (folder / "shop.sql").write_text(SQL)
        found = Chain(daemon, folder, client, client.status().tail)
        client.projects.add(PROJECT, [str(folder)])
        found.until(lambda: len(found.items()) == 3)
        yield found
        client.projects.purge(PROJECT)
