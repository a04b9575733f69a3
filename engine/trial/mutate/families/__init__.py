"""The families of mistakes; a module each, with `FAMILY`."""

from engine.discovery import discover
from engine.trial.mutate.mutant import MutantFamily


def all_families() -> tuple[MutantFamily, ...]:
    """Return every family."""
    return discover(__name__, "FAMILY", MutantFamily)
