"""What the files of a project declare to each other: everything that the measures of a file may depend on.

Bodies are left out, because only the search for equal bodies reads those of other files: an edit of one body makes one
file due, an edit of a table makes all of them due.
"""

import hashlib
from collections.abc import Iterable

from engine.source.routine_body import routine_body
from engine.source.unit import SourceFile, Unit

# Statements that declare nothing to other files.
_SILENT = frozenset({"data", "query", "set", "transaction", "comment", "call", "do"})


def declarations_hash(sources: Iterable[SourceFile]) -> str:
    """Return a hash of what the files declare, in their order."""
    digest = hashlib.sha256()
    for source in sources:
        digest.update(f"\0\0{source.path}".encode("utf-8", "surrogatepass"))
        for unit in source.units:
            if unit.kind not in _SILENT:
                digest.update(f"\0{unit.name}\0{_declared(unit)}".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:24]


def _declared(unit: Unit) -> str:
    body = routine_body(unit) if unit.is_routine else None
    if body is None:
        return unit.text
    return unit.text.replace(body.text, "", 1)
