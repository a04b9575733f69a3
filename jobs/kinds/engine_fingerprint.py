"""Which rules the engine works by: what was computed by others is due again."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

import engine

EXCLUDED = ("review", "export")  # rooms that no conversion goes through


@cache
def fingerprint() -> str:
    """A hash over the engine's modules that convert, and the parser's version."""
    home = Path(engine.__file__).parent
    digest = hashlib.sha256(version("pglast").encode())
    converting = (module for module in home.rglob("*.py") if module.relative_to(home).parts[0] not in EXCLUDED)
    for module in sorted(converting):
        digest.update(module.relative_to(home).as_posix().encode() + b"\0" + module.read_bytes())
    return digest.hexdigest()[:16]


def conversion_basis(text: str | None) -> str:
    """What a conversion of the text with this hash is computed from."""
    return f"{text}:{fingerprint()}"
