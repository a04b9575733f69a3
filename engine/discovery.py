"""Find the members of a family: every module of a package, each with the constant that the family requires."""

import importlib
import pkgutil
from typing import TypeVar

T = TypeVar("T")


class MissingConstantError(ImportError):
    """A module of a family without the constant that makes it a member."""

    def __init__(self, module: str, constant: str, expected: type) -> None:
        super().__init__(f"{module} must define {constant} as {expected.__name__}.", name=module)
        self.module = module
        self.constant = constant


def module_names(package: str) -> tuple[str, ...]:
    """Return the names of a package's own modules and sub-packages, sorted, without importing them."""
    path = importlib.import_module(package).__path__
    return tuple(sorted(found.name for found in pkgutil.iter_modules(path)))


def load_member(package: str, name: str, constant: str, expected: type[T]) -> T:
    """Import one module of a package and return its constant."""
    module = f"{package}.{name}"
    value = getattr(importlib.import_module(module), constant, None)
    if not isinstance(value, expected):
        raise MissingConstantError(module, constant, expected)
    return value


def discover(package: str, constant: str, expected: type[T]) -> tuple[T, ...]:
    """Import every module of a package and return its constants, sorted by module name.

    A module without the constant, or with one of another type, is an error: skipping it would hide a mistake.
    """
    return tuple(load_member(package, name, constant, expected) for name in module_names(package))
