"""Notices reach the people they are for, live, and nobody else."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from daemon.wire.decision import NewDecision
from daemon.wire.decision_kinds import DecisionKind
from daemon.wire.role import Role

SQL = "CREATE FUNCTION bank.f{0}(n integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RETURN n + {0}; END $$;\n"
PROGRAM = Path(sys.executable).with_name("specdeck")


@pytest.fixture(scope="module")
def units(shared_daemon, tmp_path_factory):
    """The numbers of the units of a project, one for each test."""
    folder = tmp_path_factory.mktemp("bank")
    (folder / "bank.sql").write_text("".join(map(SQL.format, range(8))))
    with shared_daemon.client() as client:
        client.projects.add("bank", [str(folder)])
        for event in client.events.follow(0):
            if event.type == "job.done" and not client.conversions.tally("bank").waiting:
                break
        return iter([each.id for each in client.conversions.list("bank")])


@pytest.fixture
def unit(units):
    return next(units)


@pytest.fixture
def speak(shared_daemon):
    opened = []

    def speak(name, role=Role.ADMIN):
        client = shared_daemon.client_as(role, name)
        client.activity.seen(2**53)  # from here on: and the daemon has met them
        opened.append(client)
        return client

    yield speak
    for client in opened:
        client.close()


def say(client, unit, word, **fields):
    return client.reviews.decide(unit, NewDecision(word, **fields))


def unseen(client):
    return [(notice.kind, notice.unit) for notice in client.activity.page().items if not notice.seen]


def test_a_mentioned_person_is_notified_with_the_text(speak, unit):
    ada, bob = speak("ada"), speak("bob")
    say(bob, unit, DecisionKind.COMMENT, note="@ada is this right?", line=1)
    (notice,) = [each for each in ada.activity.page().items if not each.seen]
    assert (notice.kind, notice.unit, notice.by, notice.project) == ("mention", unit, "bob", "bank")
    assert notice.sentence == "bob mentioned you: @ada is this right?"
    assert unseen(bob) == []


def test_an_asked_person_is_notified(speak, unit):
    carl, dora = speak("carl"), speak("dora")
    say(carl, unit, DecisionKind.FLAG, asked=("dora",))
    assert unseen(dora) == [("flagged", unit)]


def test_the_author_of_an_undone_or_overruled_decision_is_notified(speak, unit):
    eva, finn = speak("eva"), speak("finn")
    approved = say(eva, unit, DecisionKind.APPROVE)
    say(finn, unit, DecisionKind.REJECT, reason="too raw")
    assert unseen(eva) == [("decided", unit)]
    finn.reviews.undo("bank")
    finn.reviews.undo("bank", approved.id)
    assert unseen(eva) == [("undone", unit), ("decided", unit)]
    assert eva.activity.page().items[0].sentence == "finn undid your decision (approved)."


def test_seen_notices_stay_seen(speak, unit):
    gil, hana = speak("gil"), speak("hana")
    for _ in range(2):
        say(gil, unit, DecisionKind.COMMENT, note="@hana", line=1)
    newest, oldest = hana.activity.page(limit=2).items
    assert hana.activity.seen(oldest.id).unseen == 1
    assert unseen(hana) == [("mention", unit)]
    assert hana.activity.page(cursor=str(newest.id), limit=1).items == (hana.activity.page().items[1],)


def test_the_event_of_a_notice_has_ids_only(shared_daemon, speak, unit):
    ivo, _ = speak("ivo"), speak("june")
    with shared_daemon.client() as client, client.events.follow() as following:
        say(ivo, unit, DecisionKind.COMMENT, note="@june", line=1)
        event = next(event for event in following if event.type == "notice.given")
    assert event.subject == f"unit:{unit}"
    assert set(event.data) == {"notice", "to", "kind"}


def test_the_command_prints_the_notices_of_its_user_and_marks_them_as_seen(shared_daemon, speak, unit):
    with shared_daemon.client() as me:
        me.activity.seen(2**53)
        name = me.hello().you.name
    say(speak("kim"), unit, DecisionKind.COMMENT, note=f"@{name} look", line=1)
    ran = [_run("--unseen"), _run("--unseen", "--mark", "--json"), _run("--unseen")]
    assert f"kim mentioned you: @{name} look" in ran[0]
    assert json.loads(ran[1])["unit"] == unit
    assert ran[2] == ""


def test_a_following_command_prints_new_notices(shared_daemon, speak, unit):
    with shared_daemon.client() as me:
        me.activity.seen(2**53)
        name = me.hello().you.name
    lena = speak("lena")
    say(lena, unit, DecisionKind.COMMENT, note=f"@{name} one", line=1)
    following = subprocess.Popen([PROGRAM, "activity", "--follow", "--unseen"], stdout=subprocess.PIPE, text=True)
    try:
        assert "one" in following.stdout.readline()  # it follows by now
        say(lena, unit, DecisionKind.COMMENT, note=f"@{name} two", line=1)
        assert "two" in following.stdout.readline()
    finally:
        following.terminate()
        following.wait()
        following.stdout.close()


def _run(*words: str) -> str:
    return subprocess.run([PROGRAM, "activity", *words], capture_output=True, text=True, check=True).stdout
