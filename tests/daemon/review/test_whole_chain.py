"""The whole chain with a real daemon on the demo: SQL to spec file, manual edits, drift, and back."""

import contextlib
import itertools
import os
import re
import select
import shutil
from pathlib import Path

import pytest

import specdeck
from daemon.client import Client
from daemon.client.errors import DecisionRefusedError
from daemon.wire.connection import instance_paths
from daemon.wire.decision import NewDecision
from daemon.wire.decision_kinds import DecisionKind
from daemon.wire.inbox import InboxItem
from daemon.wire.review import Review
from tests.plugins.daemon import Daemon

DEMO = Path(specdeck.__file__).parent / "sample" / "db"
FILES = ("00_foundation.sql", "06_orders.sql")
UNIT = "sales.rebate(integer)"
SQL = """\
CREATE FUNCTION sales.rebate(p_quantity integer) RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  IF p_quantity > 100 THEN
    RETURN 10;
  END IF;
  RETURN 0;
END
$$;
"""
OTHER = SQL.replace("RETURN 10", "RETURN 15")


class Chain:
    """A project in a daemon: its folder, its people's words, and a way to wait for what comes of them."""

    def __init__(self, client: Client, folder: Path) -> None:
        self.client, self.folder = client, folder
        self._events = client.events.follow(client.status().tail)
        client.projects.add("erp", [str(folder)])

    def save(self, sql: str) -> None:
        (self.folder / "20_rebates.sql").write_text(sql, encoding="utf-8")

    def item(self) -> InboxItem | None:
        return next(self.client.inbox.list("erp", "name:sales.rebate"), None)

    def review(self) -> Review:
        item = self.item()
        assert item is not None
        return self.client.reviews.get(item.id)

    def until(self, so) -> None:
        """Look again after each event, until it is so."""
        while not so():
            next(self._events)

    def stands(self, state: str) -> Review:
        self.until(lambda: (item := self.item()) is not None and item.state == state)
        return self.review()

    def say(self, word: DecisionKind, **fields) -> None:
        self.client.reviews.decide(self.review().item.id, NewDecision(word, **fields))

    def undo(self) -> None:
        self.client.reviews.undo("erp")

    def tree(self) -> dict[str, bytes | None]:
        """Everything below the folder; None is a folder. A file that the daemon is just replacing may go meanwhile."""
        found: dict[str, bytes | None] = {}
        for path in sorted(
            Path(root, name) for root, *names in os.walk(self.folder) for name in itertools.chain(*names)
        ):
            with contextlib.suppress(FileNotFoundError):
                found[str(path.relative_to(self.folder))] = path.read_bytes() if path.is_file() else None
        return found

    def written(self) -> Path | None:
        """The spec file that there is, if there is one."""
        return next((path for path in map(self.folder.joinpath, self.tree()) if path.suffix == ".yaml"), None)

    def close(self) -> None:
        self._events.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "db"
    folder.mkdir()
    for name in FILES:
        shutil.copy(DEMO / name, folder)
    return folder


@pytest.fixture
def chain(shared_daemon: Daemon, folder: Path):
    with shared_daemon.client() as client:
        chain = Chain(client, folder)
        yield chain
        chain.close()
        client.projects.purge("erp")


@pytest.fixture
def approved(chain: Chain) -> Path:
    """A unit whose approved spec lies in its file."""
    chain.save(SQL)
    chain.stands("converted")
    chain.say(DecisionKind.APPROVE)
    chain.stands("written")
    file = chain.written()
    assert file is not None
    return file


def edit(file: Path, former: str, text: str) -> None:
    """As an editor does: beside the file, then in its place."""
    beside = file.with_suffix(".tmp")
    beside.write_text(file.read_text(encoding="utf-8").replace(former, text), encoding="utf-8")
    beside.replace(file)


def test_saved_sql_comes_to_the_inbox_with_its_verdict_and_to_a_file_when_it_is_approved(chain):
    chain.save(SQL)
    assert chain.stands("converted").item.verdict == "proved"
    assert chain.written() is None
    chain.say(DecisionKind.APPROVE)
    review = chain.stands("written")
    assert review.written == review.approved == review.deck.spec
    file = chain.written()
    assert file.relative_to(chain.folder).as_posix() == "specql/sales/modules/20_rebates.yaml"
    assert untitled(file.read_text(encoding="utf-8")) == untitled(review.written)


def test_an_edit_by_hand_is_a_proposal_and_rejecting_it_restores_the_file_byte_for_byte(chain, approved):
    before = chain.tree()
    edit(approved, "10", "11")
    by_hand = chain.tree()
    chain.until(lambda: any(each.state == "open" for each in chain.review().proposals))
    review = chain.review()
    (offered,) = [each for each in review.proposals if each.state == "open"]
    assert (offered.analyst, offered.verdict) == ("file", "unverified")
    assert "11" in offered.spec
    assert "11" not in review.approved
    assert [(hunk.old_start, hunk.new_start) for hunk in offered.hunks]
    assert chain.tree() == by_hand
    chain.say(DecisionKind.REJECT, reason="wrong meaning", proposal=offered.id)
    chain.until(lambda: chain.tree() == before)
    chain.stands("written")


def test_a_reverted_manual_edit_withdraws_its_proposal(chain, approved):
    kept = approved.read_bytes()
    edit(approved, "10", "11")
    chain.until(lambda: any(each.state == "open" for each in chain.review().proposals))
    approved.write_bytes(kept)
    chain.until(lambda: all(each.state == "withdrawn" for each in chain.review().proposals))
    assert approved.read_bytes() == kept


def test_changed_sql_is_drift_and_the_file_shows_it_once_it_is_approved_again(chain, approved):
    before = approved.read_bytes()
    chain.save(OTHER)
    chain.stands("drifted")
    assert approved.read_bytes() == before
    chain.say(DecisionKind.APPROVE)
    chain.stands("written")
    assert b"return: 15\n" in approved.read_bytes()
    assert b"return: 10\n" not in approved.read_bytes()


def test_undoing_the_whole_chain_restores_the_folder_and_the_review(chain):
    chain.save(SQL)
    start = chain.stands("converted")
    tree = chain.tree()
    chain.say(DecisionKind.APPROVE)
    chain.stands("written")
    ours = chain.tree()
    edit(chain.written(), "10", "11")
    chain.until(lambda: chain.item().proposals == 1)
    chain.say(DecisionKind.REJECT, reason="wrong meaning", proposal=chain.review().proposals[0].id)
    chain.until(lambda: chain.tree() == ours)
    chain.save(OTHER)
    chain.stands("drifted")
    chain.say(DecisionKind.APPROVE)
    chain.stands("written")
    chain.undo()
    chain.stands("drifted")
    chain.save(SQL)
    chain.stands("written")
    chain.undo()
    chain.undo()
    chain.until(lambda: chain.tree() == tree)
    chain.until(lambda: standing(chain.stands("converted")) == standing(start))  # the file goes before its record does
    with pytest.raises(DecisionRefusedError):
        chain.undo()


def standing(review: Review) -> tuple[object, ...]:
    """All that people see of how a unit stands; its revision and its history count on, and so does what was offered."""
    item = review.item
    said = (item.state, item.verdict, item.author, item.asked, item.approvals, item.comments)
    deck = (review.deck.sql, review.deck.spec, review.deck.lowered, review.deck.links, review.deck.evidence)
    return (*said, *deck, review.lift, review.approved, review.written, review.waiver, review.comments)


@pytest.mark.parametrize("point", ["mid-letters", "before-spec-file", "after-spec-file"])
def test_a_decision_reaches_its_file_though_the_daemon_is_killed_in_between(home, folder, tmp_path, monkeypatch, point):
    monkeypatch.setenv("SPECDECK_FAILPOINT", point)
    monkeypatch.setenv("SPECDECK_FAILPOINT_ONCE", str(tmp_path / "died"))
    daemon = Daemon(instance_paths.paths_of_instance())
    daemon.start()
    with daemon.client() as client:
        chain = Chain(client, folder)
        chain.save(SQL)
        chain.stands("converted")
        gone = os.pidfd_open(daemon.pid)
        chain.say(DecisionKind.APPROVE)
        assert select.select([gone], [], [], 20)[0], "the daemon was not killed"
        os.close(gone)
        chain.close()
    monkeypatch.delenv("SPECDECK_FAILPOINT")
    daemon.start()
    with daemon.client() as client:
        events = client.events.follow(0)
        chosen = "name:sales.rebate"
        while next(client.inbox.list("erp", chosen)).state != "written":
            next(events)
        events.close()
        (item,) = client.inbox.list("erp", chosen)
        assert untitled(str(client.reviews.get(item.id).written)) == untitled(file_text(folder))
        assert client.audit.verify().findings == ()


def untitled(text: str) -> str:
    """Return the actions alone: a unit's text names its schema in the action, a file once for all its actions."""
    body = re.sub(r"^(module|schema): .*\n", "", text, flags=re.MULTILINE)
    return re.sub(r"name: \w+\.", "name: ", body)


def file_text(folder: Path) -> str:
    (file,) = (folder / "specql").rglob("*.yaml")
    return file.read_text(encoding="utf-8")
