"""Runs every check there is."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from specdeck import checks
from specdeck.doctor.check_result import DoctorFinding

NOT_A_CHECK = {"finding", "run"}


def run_checks() -> Iterator[DoctorFinding]:
    """What each check found, in the order of their names."""
    for module in iter_modules(checks.__path__):
        if module.name not in NOT_A_CHECK:
            yield import_module(f"specdeck.checks.{module.name}").check()
