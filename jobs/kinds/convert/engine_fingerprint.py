"""Name the engine's rules: files that other rules converted are due again.

The fingerprint covers the modules that a conversion runs through and nothing else, so that an unrelated change of the
engine does not make every file due.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

import engine

ENGINE = "engine"
# Searched for in the text: syntax trees of the engine would take half a second, at each start of a daemon.
_IMPORT = re.compile(rb"^[ \t]*import[ \t]+(engine[\w.]*)", re.MULTILINE)
_FROM_IMPORT = re.compile(rb"^[ \t]*from[ \t]+(engine[\w.]*)[ \t]+import[ \t]+(\([^)]*\)|[^\n]*)", re.MULTILINE)
_FAMILY = re.compile(rb"[\"'](engine\.[\w.]*)[\"'{]")  # a text, or the part of one that a name is added to
_WORD = re.compile(rb"\w+")


def fingerprint() -> str:
    """Return a hash over the modules that this job kind runs through, and the parser's version."""
    return fingerprint_of_kind(Path(__file__).parent)


@cache
def fingerprint_of_kind(folder: Path) -> str:
    """Return a hash over the modules that the job kind in a folder runs through, and the parser's version."""
    home = Path(engine.__file__).parent
    digest = hashlib.sha256(version("pglast").encode())
    for path in converting_modules(home, folder):
        digest.update(path.relative_to(home).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def conversion_basis(text: str | None) -> str:
    """Return what a conversion of the text with this hash depends on."""
    return f"{text}:{fingerprint()}"


def converting_modules(home: Path, start: Path) -> list[Path]:
    """Return the modules of the engine at `home` that the modules in the folder `start` import, and so on."""
    modules = _modules_by_name(home)
    found: set[Path] = set()
    due = [path for module in sorted(start.rglob("*.py")) for path in _imported(modules, home, module)]
    while due:
        path = due.pop()
        if path not in found:
            found.add(path)
            due += _imported(modules, home, path)
    return sorted(found)


def _modules_by_name(home: Path) -> dict[str, Path]:
    """The modules of the engine by their dotted names; one walk costs less than a look for each import."""
    return {_dotted(home, path): path for path in home.rglob("*.py")}


def _dotted(home: Path, path: Path) -> str:
    parts = path.relative_to(home).with_suffix("").parts
    return ".".join((ENGINE, *(part for part in parts if part != "__init__")))


def _imported(modules: Mapping[str, Path], home: Path, module: Path) -> list[Path]:
    named = _named(home, module, module.stat().st_mtime_ns)
    return [path for name, is_family in named for path in _files(modules, name, is_family=is_family)]


@cache
def _named(home: Path, module: Path, _modified: int) -> tuple[tuple[str, bool], ...]:
    """Read a module once, because the job kinds share most of the engine."""
    return tuple(dict.fromkeys(_names(home, module)))


def _names(home: Path, module: Path) -> Iterator[tuple[str, bool]]:
    """The names that a module imports, lazy imports too, and the packages of families, marked with True."""
    text = module.read_bytes()
    yield from ((name.decode(), False) for name in _IMPORT.findall(text))
    for source, names in _FROM_IMPORT.findall(text):
        yield from (((source + b"." + name).decode(), False) for name in _WORD.findall(names))
    yield from ((name.decode().rstrip("."), True) for name in _FAMILY.findall(text))
    package = _package(home, module)
    if package is not None and b"__name__" in text:
        yield package, True


def _package(home: Path, module: Path) -> str | None:
    """The name of a package of the engine, for its `__init__`."""
    if module.name != "__init__.py" or not module.is_relative_to(home):
        return None
    return _dotted(home, module)


def _files(modules: Mapping[str, Path], name: str, *, is_family: bool) -> Iterator[Path]:
    """The files that importing a name runs: each package on the way, then the module; of a family, every module."""
    parts = name.split(".")
    if is_family and modules.get(name, Path()).name == "__init__.py":
        yield from (path for other, path in modules.items() if other == name or other.startswith(f"{name}."))
        return
    for length in range(1, len(parts) + 1):
        prefix = ".".join(parts[:length])
        if prefix in modules:
            yield modules[prefix]
