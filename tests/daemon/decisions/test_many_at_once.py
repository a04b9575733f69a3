"""Many people, many units, and a daemon that crashes: nothing is lost or counted twice."""

import random
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from daemon.client import Client
from daemon.client.errors import InvalidError, StaleError, StateConflictError, UnreachableError
from daemon.client.transport.http_session import HttpSession
from daemon.client.transport.local_socket import LocalDialer
from daemon.wire.connection.preamble import PinnedCaller
from daemon.wire.decision import ActReference, BulkDecision, NewDecision
from daemon.wire.decision_kinds import DecisionKind
from daemon.wire.member import NewMember
from daemon.wire.role import Role
from tests.daemon.decisions.conftest import converted
from tests.plugins.daemon import PinnedDialer

REVIEWERS = 50
AT_ONCE = 10
EACH = 4


@pytest.fixture
def busy(daemon, tmp_path):
    """A project of its own, with fifty reviewers."""
    shop = converted(daemon, tmp_path)
    with daemon.client() as client:
        for number in range(REVIEWERS):
            client.people.set(shop.name, NewMember(f"key:r{number}", Role.REVIEWER))
    return shop


class Crowd:
    """Reviewers at work: each looks, decides on what was seen, and goes on where somebody was first."""

    def __init__(self, shop, units):
        self.shop, self.units = shop, units
        self.taken = []
        self.some = threading.Event()
        self.back = threading.Event()

    def work(self, number):
        choose = random.Random(number)
        for _ in range(EACH):
            unit = choose.choice(self.units)
            word = choose.choice([DecisionKind.APPROVE, DecisionKind.SKIP, DecisionKind.REJECT, DecisionKind.COMMENT])
            decision = NewDecision(word, f"by r{number}", "other" if word is DecisionKind.REJECT else None)
            try:
                self._decide(f"r{number}", unit, decision)
            except (StaleError, StateConflictError):
                continue  # somebody was first, or it is so already
            except UnreachableError:
                self.back.wait(30)

    def _decide(self, who, unit, decision):
        dialer = PinnedDialer(LocalDialer(self.shop.daemon.place, autostart=False), PinnedCaller(who, Role.VIEWER))
        with Client(HttpSession(dialer)) as client:
            revision = client.reviews.get(unit).item.revision
            self.taken.append(client.reviews.decide(unit, decision, revision).id)
        if len(self.taken) > REVIEWERS * EACH // 4:
            self.some.set()


def acts(client, project):
    cursor = None
    while True:
        page = client.reviews.acts(project, cursor)
        yield from page.items
        cursor = page.next
        if cursor is None:
            return


def test_fifty_reviewers_lose_and_double_nothing_though_the_daemon_is_killed(busy):
    units = list(busy.fresh)
    crowd = Crowd(busy, units)
    with ThreadPoolExecutor(AT_ONCE) as people:
        working = [people.submit(crowd.work, number) for number in range(REVIEWERS)]
        crowd.some.wait(30)
        busy.daemon.kill()
        busy.daemon.start()
        crowd.back.set()
        for each in working:
            each.result()
    with busy.daemon.client() as client:
        recorded = {act.id for act in acts(client, busy.name)}
        history = (moment for unit in units for moment in client.reviews.get(unit).history)
        told = Counter(moment.act for moment in history if moment.act)
        assert client.audit.verify().findings == ()
    assert set(crowd.taken) <= recorded
    assert set(told) == recorded
    assert set(told.values()) == {1}


def test_one_word_for_many_units_is_one_act_and_one_undo(shop):
    units = tuple(next(shop.fresh) for _ in range(3))
    before = [shop.review(unit).item.state for unit in units]
    with shop.speak("rob") as client:
        client.reviews.decide(units[1], NewDecision(DecisionKind.APPROVE))
        asked = BulkDecision(NewDecision(DecisionKind.APPROVE), units=units, preview=True)
        preview = client.reviews.decide_all(shop.name, asked)
        assert (preview.id, preview.changed) == ("", 2)
        seen = tuple(outcome.item.revision for outcome in preview.outcomes)
        asked = BulkDecision(NewDecision(DecisionKind.APPROVE), units=units, revisions=seen)
        act = client.reviews.decide_all(shop.name, asked)
        assert [each.problem and each.problem.code for each in act.outcomes] == [None, "review.approved", None]
        undone = client.reviews.undo(shop.name, act.id)
        assert (undone.units, undone.changed) == (2, 2)
        client.reviews.undo(shop.name)
        assert [shop.review(unit).item.state for unit in units] == before
        assert client.reviews.redo(shop.name).changed == 1


def test_a_request_on_many_that_is_repeated_at_once_is_one_act(shop):
    asked = BulkDecision(NewDecision(DecisionKind.SKIP), units=tuple(next(shop.fresh) for _ in range(2)))
    path, key = f"/v1/projects/{shop.name}/decisions", {"Idempotency-Key": "bulk-once"}

    def send(_turn):
        with shop.speak("rob") as client:
            return client._exchange.send("POST", path, asked, key)

    with ThreadPoolExecutor(3) as pool:
        assert len(set(pool.map(send, range(3)))) == 1


@pytest.mark.parametrize("way", ["decisions", "undo", "redo"])
def test_a_revision_that_would_be_passed_over_is_refused(shop, way):
    asked = BulkDecision(NewDecision(DecisionKind.SKIP), where="id=0") if way == "decisions" else ActReference()
    with shop.speak("rob") as client, pytest.raises(InvalidError) as refused:
        client._exchange.send("POST", f"/v1/projects/{shop.name}/{way}", asked, {"If-Match": '"1"'})
    assert (refused.value.code, "If-Match" in refused.value.sentence) == ("request.header", True)


def test_units_are_chosen_by_a_query(shop):
    unit = next(shop.fresh)
    with shop.speak("rob") as client:
        act = client.reviews.decide_all(shop.name, BulkDecision(NewDecision(DecisionKind.SKIP), where=f"id={unit}"))
    assert [(each.unit, each.item.state) for each in act.outcomes] == [(unit, "skipped")]


def test_an_undo_after_somebody_moved_is_refused_with_how_it_is_now(shop, unit):
    act = shop.say("rob", unit, DecisionKind.APPROVE)
    shop.say("rea", unit, DecisionKind.REJECT, reason="wrong name")
    with shop.speak("rob") as client, pytest.raises(StateConflictError) as refused:
        client.reviews.undo(shop.name, act.id)
    assert refused.value.code == "review.moved_on"
    assert "rejected now" in refused.value.sentence
