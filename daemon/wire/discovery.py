"""Find the members of a family: every module of a package, each with the constant that the family requires."""

import importlib
import pkgutil
from typing import TypeVar

Constant = TypeVar("Constant")


def discover(package: str, constant: str, expected: type[Constant]) -> tuple[Constant, ...]:
    """Import every module of a package and return its constants, sorted by module name.

    A module without the constant is an error: skipping it would hide a mistake.
    """
    path = importlib.import_module(package).__path__
    names = sorted(found.name for found in pkgutil.iter_modules(path))
    return tuple(_member(f"{package}.{name}", constant, expected) for name in names)


def _member(module: str, constant: str, expected: type[Constant]) -> Constant:
    value = getattr(importlib.import_module(module), constant, None)
    if isinstance(value, expected):
        return value
    raise ImportError(f"{module} must define {constant} as {expected.__name__}.", name=module)
