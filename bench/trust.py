"""How fast trust reacts to an analyst that collapses, and how seldom it reacts to one that does not.

python bench/trust.py [--analysts N] [--seed S]
"""

import argparse
import json
import random
from collections.abc import Iterator
from statistics import median
from time import perf_counter

from engine.trust.analyst_trust import AnalystOutcome, AnalystTrust
from engine.trust.consequences import AnalystState, state

STEADY, BEFORE, AFTER, COLLAPSE_AT, OUTCOMES = 0.6, 0.85, 0.15, 100, 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--analysts", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    wish = parser.parse_args()
    chance = random.Random(wish.seed)
    collapsed = [delays(collapsing(chance)) for _ in range(min(200, wish.analysts))]
    steady = [reached(rates(STEADY, OUTCOMES, chance)) for _ in range(wish.analysts)]
    figures = {
        "alert_median": median(alert for alert, _ in collapsed),
        "disable_median": median(disabled for _, disabled in collapsed),
        "false_alert_per_1000": per_1000(steady, AnalystState.ALERT),
        "false_disable_per_1000": per_1000(steady, AnalystState.DISABLED),
        "read_ms": round(read_milliseconds(), 4),
    }
    print(json.dumps(figures))


def per_1000(steady: list[set[AnalystState]], wanted: AnalystState) -> float:
    return round(1000 * sum(wanted in each for each in steady) / len(steady), 1)


def rates(rate: float, count: int, chance: random.Random) -> Iterator[bool]:
    return (chance.random() < rate for _ in range(count))


def collapsing(chance: random.Random) -> Iterator[bool]:
    yield from rates(BEFORE, COLLAPSE_AT, chance)
    yield from rates(AFTER, OUTCOMES, chance)


def states(outcomes: Iterator[bool]) -> Iterator[AnalystState]:
    trust, current = AnalystTrust(), AnalystState.ENABLED
    for accepted in outcomes:
        trust = trust.observe(outcome(float(accepted)))
        current = state(trust, current)
        yield current


def outcome(accepted: float) -> AnalystOutcome:
    return AnalystOutcome(accepted, is_valid=True, quality=accepted, seconds=1.0, allowed_seconds=10.0, at_day=0.0)


def delays(outcomes: Iterator[bool]) -> tuple[int, int]:
    """Outcomes after the collapse until the alert, and until the analyst is disabled."""
    alert = OUTCOMES
    for at, current in enumerate(states(outcomes), 1 - COLLAPSE_AT):
        if at > 0 and current is not AnalystState.ENABLED:
            alert = min(alert, at)
        if at > 0 and current is AnalystState.DISABLED:
            return alert, at
    return alert, OUTCOMES


def reached(outcomes: Iterator[bool]) -> set[AnalystState]:
    """The states that were reached once the record was more than a few outcomes."""
    return {current for at, current in enumerate(states(outcomes)) if at >= 10}


def read_milliseconds() -> float:
    trust = AnalystTrust()
    began = perf_counter()
    for _ in range(1000):
        _ = (trust.overall, trust.band, state(trust))
    return perf_counter() - began


if __name__ == "__main__":
    main()
