"""Concurrent reservations with random kills: is a budget ever overspent?

Processes reserve, settle and release on one database and are killed at random; a watcher kills and starts them again.
"""

import multiprocessing
import os
import random
import signal
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import store
from store import WriteTransaction
from store.codebase import projects
from store.core import times
from store.core.database import Store
from store.cost import budgets, calls
from store.cost.calls import NewCall

PROCESSES = 8
BUDGET = 2_000_000
CALLS_A_BUDGET = 2_000  # fewer than it allows, so that a run of any length comes to its end
LEASE = 2.0
LIFE = (0.2, 1.5)  # seconds before a process is killed


@dataclass(frozen=True, slots=True)
class ReservationFigures:
    """What the run saw. `overspends` counts moments at which more than the budget was reserved and spent."""

    reservations: int
    kills: int
    expired: int
    overspends: int
    sums_differ: int


def run_reservations(wanted: int, seed: int) -> ReservationFigures:
    """Make so many reservations and compare the sums with the calls at the end."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "specdeck.db"
        db = store.open(file)
        with db.write() as tx:
            found = [_project(tx, number) for number in range(1 + wanted // CALLS_A_BUDGET)]
        kills = _drive(file, found, wanted, random.Random(seed))
        with db.write() as tx:
            expired = calls.charge_expired(tx)
        figures = _figures(db, kills, expired)
        db.close()
        return figures


def _project(tx: WriteTransaction, number: int) -> str:
    project = projects.add(tx, f"shop {number}", [], "act_1").id
    budgets.set_budget(tx, project, BUDGET)
    return project


def _drive(file: Path, found: list[str], wanted: int, chance: random.Random) -> int:
    """Keep the processes running until there are enough calls; return how many were killed."""
    kills, db = 0, store.open(file)
    running: dict[multiprocessing.Process, float] = {}
    while _count(db) < wanted:
        while len(running) < PROCESSES:
            process = multiprocessing.Process(target=_spend, args=(str(file), found, chance.random()))
            process.start()
            running[process] = time.monotonic() + chance.uniform(*LIFE)
        time.sleep(0.02)
        for process in [each for each, until in running.items() if until < time.monotonic()]:
            os.kill(process.pid or 0, signal.SIGKILL)
            process.join()
            del running[process]
            kills += 1
    for process in running:
        process.kill()
        process.join()
    db.close()
    time.sleep(LEASE)
    return kills


def _spend(file: str, found: list[str], seed: float) -> None:
    """Reserve and close calls until killed; a refusal gives an older reservation back.

    The first project that allows a call pays for it, so that all before it are at their limits all the time.
    """
    chance, db = random.Random(seed), store.open(Path(file))
    held: list[tuple[int, int]] = []
    parent = os.getppid()
    while os.getppid() == parent:  # a killed bench leaves nobody behind
        most = chance.randint(1, 2_000)
        with db.write() as tx:
            calls.charge_expired(tx)
            call = _reserve(tx, found, most)
        if call:
            held.append((call, most))
        if held and (call is None or chance.random() < 0.6):
            closed, reserved = held.pop()
            with db.write() as tx:
                if chance.random() < 0.5:
                    calls.release(tx, closed)
                else:
                    calls.settle(tx, closed, chance.randint(0, reserved), {})


def _reserve(tx: WriteTransaction, found: list[str], most: int) -> int | None:
    for project in found:
        call = calls.reserve(tx, NewCall(project, "describe", "m", most, tx.now + LEASE))
        budget = budgets.day_sum(tx, project, times.to_text(tx.now)[:10])
        if call and budget.reserved + budget.spent > BUDGET:
            tx.execute("UPDATE cost_calls SET job = 'overspent' WHERE id = ?", call)
        if call:
            return call
    return None


def _count(db: Store) -> int:
    with db.read() as view:
        return view.value("SELECT count(*) FROM cost_calls") or 0


def _figures(db: Store, kills: int, expired: int) -> ReservationFigures:
    with db.read() as view:
        total = view.row("SELECT count(*) AS n, sum(state = 'reserved') AS open, sum(cost) AS cost FROM cost_calls")
        day = view.row("SELECT sum(reserved) AS reserved, sum(spent) AS spent FROM cost_days")
        marked = view.value("SELECT count(*) FROM cost_calls WHERE job = 'overspent'")
        over = view.value("SELECT count(*) FROM cost_days WHERE reserved + spent > ?", BUDGET)
    differ = int(day["spent"] != total["cost"]) + int(day["reserved"] != 0 or total["open"] != 0)
    return ReservationFigures(total["n"], kills, expired, marked + over, differ)
