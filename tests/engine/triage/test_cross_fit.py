"""Cross-fitting: each label is scored by a model that did not see it, and equal units have equal ranks."""

import random

from engine.triage.models.cross_fit import cross_fit
from engine.triage.models.ridge_regression import feature_matrix, fit_ridge

NAMES = ("branches", "tokens")


def units(count: int, seed: int = 3) -> list[dict[str, float]]:
    chance = random.Random(seed)
    return [{name: chance.gauss(0, 1) for name in NAMES} for _ in range(count)]


def test_units_that_are_alike_share_the_best_rank() -> None:
    clean, faulty = {"branches": 0.1, "tokens": 3.7}, {"branches": 2.3, "tokens": 6.1}
    rows = [faulty if at % 10 == 3 else clean for at in range(203)]
    found = cross_fit(rows, [row is clean for row in rows], rows, NAMES, range(203))
    assert {rank for rank, row in zip(found.ranks, rows, strict=True) if row is clean} == {0.0}


def test_a_label_does_not_see_itself() -> None:
    rows = units(60)
    accepted = [row["branches"] < 0.5 for row in rows]
    flipped = [not each if at == 17 else each for at, each in enumerate(accepted)]
    before, after = cross_fit(rows, accepted, rows, NAMES, range(60)), cross_fit(rows, flipped, rows, NAMES, range(60))
    assert before.scores[17] == after.scores[17]
    assert before.scores[18] != after.scores[18]


def test_the_influence_of_a_label_is_what_leaving_it_out_would_undo() -> None:
    rows, unit = units(80), {"branches": 0.4, "tokens": -0.2}
    accepted = [row["branches"] < 0.5 for row in rows]
    matrix, asked = feature_matrix(rows, NAMES), feature_matrix([unit], NAMES)
    influences = fit_ridge(matrix, accepted).influences(matrix, accepted, asked[0])
    at = int(abs(influences).argmax())
    rest = [number for number in range(80) if number != at]
    without = fit_ridge(matrix[rest], [accepted[number] for number in rest]).probabilities(asked)[0]
    change = fit_ridge(matrix, accepted).probabilities(asked)[0] - without
    assert change * influences[at] > 0
