"""A counterexample is made small, and stays one: on random cases, with differences that need known rows."""

import random
from itertools import product

import pytest

from engine.trial.case import TrialCase
from engine.trial.verdict.shrink_case import shrink_case

SEEDS = range(60)
TABLES = ("owner", "item", "log")


def drawn_case(chance: random.Random) -> TrialCase:
    rows = {
        table: tuple({"id": f"'{at}'", "n": f"'{chance.randint(0, 3)}'"} for at in range(chance.randint(1, 9)))
        for table in TABLES
    }
    return TrialCase(rows, tuple(f"'{chance.randint(0, 9)}'" for _ in range(3)))


def needed_rows(chance: random.Random, case: TrialCase) -> list[tuple[str, str]]:
    every = [(table, row["id"]) for table in TABLES for row in case.rows[table]]
    return chance.sample(every, chance.randint(0, 3))


def holds(case: TrialCase, table: str, key: str) -> bool:
    return any(row["id"] == key for row in case.rows.get(table, ()))


@pytest.mark.parametrize("seed", SEEDS)
def test_only_the_rows_and_arguments_that_matter_are_left(seed):
    chance = random.Random(seed)
    case = drawn_case(chance)
    needed, argument = needed_rows(chance, case), case.arguments[0]

    def still_differs(smaller: TrialCase) -> bool:
        return smaller.arguments[0] == argument and all(holds(smaller, *each) for each in needed)

    small = shrink_case(case, still_differs)
    assert still_differs(small)
    assert sorted((table, row["id"]) for table, rows in small.rows.items() for row in rows) == sorted(needed)
    assert small.arguments == (argument, "NULL", "NULL")
    assert {row["n"] for rows in small.rows.values() for row in rows} <= {"NULL"}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_row_stays_as_long_as_another_refers_to_it(seed):
    chance = random.Random(seed)
    case = drawn_case(chance)
    wanted = chance.choice(case.rows["item"])["id"]
    owner = chance.choice(case.rows["owner"])["id"]

    def still_differs(smaller: TrialCase) -> bool:
        return holds(smaller, "item", wanted) and holds(smaller, "owner", owner)

    assert sum(map(len, shrink_case(case, still_differs).rows.values())) == 2


def test_a_case_that_differs_however_small_it_is_becomes_empty():
    small = shrink_case(drawn_case(random.Random(1)), lambda _: True)
    assert (small.rows, small.arguments) == ({}, ("NULL", "NULL", "NULL"))


def test_no_more_cases_are_tried_than_a_trial_can_afford():
    rows = {table: tuple({"id": f"'{at}'"} for at in range(200)) for table in TABLES}
    tried = []

    def still_differs(smaller: TrialCase) -> bool:
        tried.append(smaller)
        return all(holds(smaller, table, f"'{at}'") for table, at in product(TABLES, range(0, 200, 7)))

    small = shrink_case(TrialCase(rows), still_differs)
    assert len(tried) <= 250
    assert still_differs(small)
