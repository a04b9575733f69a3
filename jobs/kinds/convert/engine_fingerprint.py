"""Name the engine's rules: files that other rules converted are due again.

The fingerprint covers the modules that a conversion runs through and nothing else, so that an unrelated change of the
engine does not make every file due.
"""

import ast
import hashlib
import re
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path
from threading import Lock

import engine

ENGINE = "engine"
_PARSING = Lock()  # CPython 3.11 fails if two threads build syntax trees at the same time
_DOTTED = re.compile(r"\w+(\.\w+)+")


def fingerprint() -> str:
    """Return a hash over the modules that this job kind runs through, and the parser's version."""
    return fingerprint_of_kind(Path(__file__).parent)


@cache
def fingerprint_of_kind(folder: Path) -> str:
    """Return a hash over the modules that the job kind in a folder runs through, and the parser's version."""
    home = Path(engine.__file__).parent
    digest = hashlib.sha256(version("pglast").encode())
    with _PARSING:
        modules = converting_modules(home, folder)
    for path in modules:
        digest.update(path.relative_to(home).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def conversion_basis(text: str | None) -> str:
    """Return what a conversion of the text with this hash depends on."""
    return f"{text}:{fingerprint()}"


def converting_modules(home: Path, start: Path) -> list[Path]:
    """Return the modules of the engine at `home` that the modules in the folder `start` import, and so on."""
    found: set[Path] = set()
    due = [path for module in sorted(start.rglob("*.py")) for path in _imported(home, module)]
    while due:
        path = due.pop()
        if path not in found:
            found.add(path)
            due += _imported(home, path)
    return sorted(found)


def _imported(home: Path, module: Path) -> tuple[Path, ...]:
    return _imported_by_version(home, module, module.stat().st_mtime_ns)


@cache
def _imported_by_version(home: Path, module: Path, _modified: int) -> tuple[Path, ...]:
    """Parse a module once, because the job kinds share most of the engine."""
    return tuple(dict.fromkeys(_named_files(home, module)))


def _named_files(home: Path, module: Path) -> Iterator[Path]:
    """The files of the engine that a module names: in an import, lazy ones too, or as the package of a family."""
    package = _package(home, module)
    for node in ast.walk(ast.parse(module.read_bytes())):
        match node:
            case ast.Import(names=names):
                yield from (path for name in names for path in _files(home, name.name))
            case ast.ImportFrom(module=str(source), names=names, level=0):
                yield from (path for name in names for path in _files(home, f"{source}.{name.name}"))
            case ast.Constant(value=str(name)) if (
                name.startswith(f"{ENGINE}.") and name.replace(".", "").isidentifier()
            ):
                yield from _family(home, name)
            case ast.Name(id="__name__") if package is not None:
                yield from _family(home, package)


def _package(home: Path, module: Path) -> str | None:
    """The name of a package of the engine, for its `__init__`."""
    if module.name != "__init__.py" or not module.is_relative_to(home):
        return None
    return ".".join((ENGINE, *module.parent.relative_to(home).parts))


def _files(home: Path, name: str) -> Iterator[Path]:
    """The files that importing a dotted name runs: each package on the way, then the module."""
    first, *parts = name.split(".")
    if first != ENGINE:
        return
    place = home
    for part in ("", *parts):
        place /= part
        yield from (path for path in (place / "__init__.py", place.with_suffix(".py")) if path.is_file())


def _family(home: Path, name: str) -> Iterator[Path]:
    """Every module of a package that is discovered by its name."""
    folder = home.joinpath(*name.split(".")[1:])
    if (folder / "__init__.py").is_file():
        yield from folder.rglob("*.py")
    else:
        yield from _files(home, name)
