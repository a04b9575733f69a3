"""The ledger of paid calls: nothing is spent beyond a budget, whatever happens between reserve and settle."""

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.codebase import projects
from store.core import times
from store.core.database import Store
from store.cost import budgets, calls
from store.cost.budgets import DaySum
from store.cost.calls import NewCall
from tests.plugins.new_database import open_new_database

NOW = 1_795_000_000.0
DAY = times.to_text(NOW)[:10]
BUDGET = 1000


@dataclass
class Ledger:
    """A ledger with one project, and a clock that a test turns."""

    db: Store
    project: str
    now: list[float]

    def reserve(self, most: int, seconds: float = 600) -> int | None:
        with self.db.write() as tx:
            return calls.reserve(tx, NewCall(self.project, "describe", "m", most, tx.now + seconds))

    def settle(self, call: int, cost: int) -> bool:
        with self.db.write() as tx:
            return calls.settle(tx, call, cost, {"input": 1})

    def release(self, call: int) -> bool:
        with self.db.write() as tx:
            return calls.release(tx, call)

    def charge_expired(self) -> int:
        with self.db.write() as tx:
            return calls.charge_expired(tx)

    def today(self) -> DaySum:
        with self.db.read() as view:
            return budgets.day_sum(view, self.project, times.to_text(view.now)[:10])


def new_ledger(file) -> Ledger:
    now = [NOW]
    db = open_new_database(file, clock=lambda: now[0])
    with db.write() as tx:
        project = projects.add(tx, "shop", [], "act_1").id
        budgets.set_budget(tx, project, BUDGET)
    return Ledger(db, project, now)


@pytest.fixture
def ledger(tmp_path):
    made = new_ledger(tmp_path / "specdeck.db")
    yield made
    made.db.close()


def test_a_call_is_reserved_and_then_costs_what_it_cost(ledger):
    call = ledger.reserve(400)
    assert ledger.today() == DaySum(BUDGET, 400, 0)
    assert ledger.settle(call, 30)
    assert ledger.today() == DaySum(BUDGET, 0, 30)


def test_what_is_reserved_cannot_be_reserved_again(ledger):
    assert ledger.reserve(600)
    assert ledger.reserve(600) is None


def test_without_a_budget_nothing_may_be_spent(ledger):
    with ledger.db.write() as tx:
        other = projects.add(tx, "erp", [], "act_1").id
        assert calls.reserve(tx, NewCall(other, "describe", "m", 1, NOW + 1)) is None


def test_a_call_that_was_not_made_gives_its_reservation_back(ledger):
    assert ledger.release(ledger.reserve(600))
    assert ledger.today().left == BUDGET


def test_a_call_is_closed_once(ledger):
    call = ledger.reserve(600)
    assert ledger.settle(call, 10)
    assert not ledger.settle(call, 10)
    assert not ledger.release(call)
    assert ledger.today().spent == 10


def test_a_call_whose_worker_died_is_charged_in_full(ledger):
    call = ledger.reserve(600, seconds=5)
    assert ledger.charge_expired() == 0
    ledger.now[0] += 6
    assert ledger.charge_expired() == 1
    assert ledger.today() == DaySum(BUDGET, 0, 600)
    assert not ledger.settle(call, 10)


def test_recent_calls_are_counted_to_a_limit_and_over_midnight(ledger):
    start = ledger.now[0]
    for _ in range(3):
        ledger.reserve(1)
        ledger.now[0] += 86_400
    with ledger.db.read() as view:
        counted = [calls.count_recent(view, ledger.project, since, 2) for since in (start, start + 90_000)]
        assert [*counted, calls.count_recent(view, ledger.project, start, 9)] == [2, 1, 3]


def test_a_new_day_has_its_whole_budget(ledger):
    ledger.reserve(900)
    ledger.now[0] += 86_400
    assert ledger.today().left == BUDGET


@pytest.mark.parametrize(("used", "alert"), [(799, 0), (800, 80), (949, 80), (950, 95), (1000, 100)])
def test_people_are_alerted_at_steps_of_the_budget(ledger, used, alert):
    ledger.reserve(used)
    assert ledger.today().alert == alert


STEPS = st.lists(
    st.tuples(st.sampled_from(["reserve", "settle", "release", "expire"]), st.integers(0, 500)), max_size=30
)


@settings(max_examples=25, deadline=None)
@given(STEPS)
def test_no_sequence_of_steps_overspends(tmp_path_factory, steps):
    ledger = new_ledger(tmp_path_factory.mktemp("ledger") / "specdeck.db")
    open_calls: dict[int, int] = {}
    for step, amount in steps:
        if step == "reserve":
            call = ledger.reserve(amount, seconds=amount)
            open_calls |= {call: amount} if call else {}
        elif step == "expire":
            ledger.now[0] += 60
            ledger.charge_expired()
        elif open_calls:
            call, most = open_calls.popitem()
            ledger.settle(call, min(amount, most)) if step == "settle" else ledger.release(call)
        today = ledger.today()
        assert today.reserved + today.spent <= BUDGET
    ledger.db.close()
