"""Random logs of learning: arrivals, decisions, audits, promotions and undone decisions, the same for the same seed."""

import random
from collections.abc import Mapping
from dataclasses import dataclass

from engine.triage.logged_event import MODELS, LoggedEvent, LoggedKind

NAMES = ("branches", "description_fits", "entity_fits", "names_fit", "nesting", "raw_share", "statements", "tokens")
TAGS = ("kind.function", "kind.procedure", "language.plpgsql", "language.sql", "pattern.audit", "pattern.queue")
ANALYSTS = ("lifter", "namer", "local model")


@dataclass(frozen=True, slots=True)
class RandomLog:
    """Rows in order; `undone` maps the number of an undone row to the row after which it was undone."""

    rows: tuple[LoggedEvent, ...]
    undone: Mapping[int, int]

    @property
    def remaining(self) -> tuple[LoggedEvent, ...]:
        """The rows that count in the end."""
        return tuple(row for row in self.rows if row.seq not in self.undone)

    def undone_after(self, row: int) -> set[int]:
        """Return what was undone after this row."""
        return {seq for seq, at in self.undone.items() if at == row}


def random_log(seed: int, decisions: int) -> RandomLog:
    """Return a log with so many decisions."""
    chance = random.Random(seed)
    rows = [_arrivals(chance, 1, 120), *(_row(chance, seq) for seq in range(2, decisions + 2))]
    candidates = [row.seq for row in rows if row.kind == LoggedKind.DECIDED]
    undone = {seq: min(len(rows), seq + chance.randrange(1, 40)) for seq in chance.sample(candidates, 5)}
    return RandomLog(tuple(rows), undone)


def random_values(chance: random.Random) -> dict[str, float]:
    """Return features: some numbers, and a few tags in whatever order a set gives them."""
    tags = dict.fromkeys(set(chance.sample(TAGS, 3)), 1.0)
    return {**tags, **{name: chance.gauss(0, 1) for name in NAMES}}


def _row(chance: random.Random, seq: int) -> LoggedEvent:
    kind = chance.random()
    if kind < 0.01:
        return _arrivals(chance, seq, 20)
    if kind < 0.013:
        return LoggedEvent(seq, LoggedKind.PROMOTED, model=chance.choice(MODELS))
    values = random_values(chance)
    credit = 1.0 if values["names_fit"] + 0.4 * chance.gauss(0, 1) > -1.3 else chance.choice((0.0, 0.5))
    logged = LoggedKind.AUDITED if kind < 0.05 else LoggedKind.DECIDED
    return LoggedEvent(seq, logged, (seq,), (values,), credit, chance.choice(ANALYSTS), day=20_000 + seq / 50)


def _arrivals(chance: random.Random, seq: int, units: int) -> LoggedEvent:
    samples = tuple(random_values(chance) for _ in range(units))
    return LoggedEvent(seq, LoggedKind.ARRIVED, tuple(range(units)), samples)
