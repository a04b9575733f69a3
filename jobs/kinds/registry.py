"""The kinds there are: every module of this package that holds KIND."""

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache

import jobs.kinds
from jobs.kinds.kind import JobKind, JobQueue


@cache
def job_kinds() -> Mapping[str, JobKind]:
    """All kinds by name."""
    names = [module.name for module in pkgutil.iter_modules(jobs.kinds.__path__)]
    modules = [importlib.import_module(f"{jobs.kinds.__name__}.{name}") for name in sorted(names)]
    found = [kind for module in modules if isinstance(kind := getattr(module, "KIND", None), JobKind)]
    return {kind.name: kind for kind in found}


def active_queues() -> frozenset[JobQueue]:
    """The lanes that have work at all: a lane without kinds needs no worker."""
    return frozenset(kind.lane for kind in job_kinds().values())
