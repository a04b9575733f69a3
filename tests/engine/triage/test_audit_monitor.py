"""The monitor of an open lane trips on a lane that went bad, and seldom on a good one."""

import random
from statistics import median

from engine.triage.certificates.audit_monitor import AuditMonitor


def audits_to_trip(rate: float, chance: random.Random, most: int = 600) -> int:
    monitor = AuditMonitor()
    while not monitor.has_tripped and monitor.audits < most:
        monitor = monitor.observe(is_wrong=chance.random() < rate)
    return monitor.audits


def test_it_trips_within_thirty_audits_where_a_fifth_is_wrong() -> None:
    chance = random.Random(3)
    assert median(audits_to_trip(0.20, chance) for _ in range(101)) <= 30


def test_it_seldom_trips_while_the_claim_holds() -> None:
    chance = random.Random(4)
    assert sum(audits_to_trip(0.05, chance, 300) < 300 for _ in range(100)) <= 5


def test_it_stays_tripped() -> None:
    monitor = AuditMonitor()
    for _ in range(10):
        monitor = monitor.observe(is_wrong=True)
    for _ in range(500):
        monitor = monitor.observe(is_wrong=False)
    assert monitor.has_tripped
