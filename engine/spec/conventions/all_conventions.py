"""The known conventions, in the order of their columns."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from engine.spec.conventions.audit import AUDIT
from engine.spec.conventions.soft_delete import SOFT_DELETE
from engine.spec.conventions.tenant import TENANT
from engine.spec.conventions.trinity import TRINITY

if TYPE_CHECKING:
    from engine.spec.model import SpecFile

CONVENTIONS = (TRINITY, TENANT, AUDIT, SOFT_DELETE)
FOLDING = (TRINITY, TENANT, SOFT_DELETE, AUDIT)
"""From both ends of a table inwards."""


def fold_conventions(spec: SpecFile) -> SpecFile:
    """The spec of a table without the columns that a named convention gives it."""
    if spec.options and (spec.options.like or spec.options.inherits):
        return spec  # the columns of another table come first
    for convention in FOLDING:
        spec = convention.folded(spec, _entity(spec)) or spec
    named = tuple(convention.name for convention in CONVENTIONS if convention.name in spec.patterns)
    return replace(spec, patterns=named)


def unfold_conventions(spec: SpecFile) -> SpecFile:
    """Return the spec of a table with all of its columns."""
    for convention in reversed(FOLDING):
        if convention.name in spec.patterns:
            spec = convention.unfolded(spec, _entity(spec))
    return spec


def _entity(spec: SpecFile) -> str:
    """Return the table name without schema and prefix; the key is named after it."""
    return (spec.table or "").rpartition(".")[2].removeprefix("tb_")
