"""Run every check."""

from collections.abc import Iterator

from engine.discovery import discover
from specdeck.doctor.doctor_check import DoctorCheck, DoctorFinding


def run_checks() -> Iterator[DoctorFinding]:
    """Return the finding of each check, sorted by module name."""
    for check in discover("specdeck.checks", "CHECK", DoctorCheck):
        outcome = check.run()
        yield DoctorFinding(check.name, outcome.state, outcome.found, outcome.hint)
