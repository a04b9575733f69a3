"""The dependency rule: which two statements of a script must keep their order. What it does not name may move.

Two statements are dependent if one of them makes or changes an object that the other names. What is left free, and why:

- COMMENT, OWNER TO and GRANT against statements that only use the object: nobody reads them while objects are made.
- An index, a trigger or a policy against views and routines that use its table: they depend on the table alone. A table
  may need the index for its foreign key, and rows fire the trigger, so those keep their order.
- A use before the first statement that makes the name: in a script that loads, such a use is not of that object when it
  runs (a body is read later). Not so for a routine in the same file, which could change what a call means.
"""

from __future__ import annotations

from collections.abc import Iterable

from engine.proof.scripts.effects import Effects, Names, Role
from engine.proof.scripts.mentioned_names import is_same_name

_TABLES = frozenset({"CreateStmt", "CreateForeignTableStmt", "AlterTableStmt"})
_ROUTINE = "CreateFunctionStmt"
_RUNS = frozenset({Role.EXECUTE, Role.BARRIER})


def must_precede(first: Effects, second: Effects) -> bool:
    """Whether `first`, which stands before `second` in the script, must stay before it."""
    if Role.BARRIER in (first.role, second.role):
        return True
    if Role.FRAME in (first.role, second.role):
        return first.file == second.file
    if first.role is second.role is Role.EXECUTE:
        return True
    return (
        _writes_before(first, second)
        or _is_changed_by(first, second)
        or _is_made_after_use(first, second)
        or _is_annotated(first, second)
        or _is_attached(first, second)
    )


def _writes_before(first: Effects, second: Effects) -> bool:
    """The second names what the first makes or changes."""
    return _meet(first.makes | first.changes, second.names)


def _is_changed_by(first: Effects, second: Effects) -> bool:
    """The second changes what the first names: a DROP or an ALTER after a use."""
    return _meet(first.names, second.changes)


def _is_made_after_use(first: Effects, second: Effects) -> bool:
    """The second makes a routine that the first may already call by its name, or what the rows of the first reach."""
    if first.role is Role.EXECUTE:
        return _meet(first.names, second.makes)
    is_late_routine = second.kind == _ROUTINE and first.file == second.file and first.kind != _ROUTINE
    return is_late_routine and _meet(first.undefined, second.makes)


def _is_annotated(first: Effects, second: Effects) -> bool:
    """Both annotate the same object: the last one counts."""
    return _meet(first.annotates, second.annotates | second.makes) or _meet(first.makes, second.annotates)


def _is_attached(first: Effects, second: Effects) -> bool:
    """Something is attached to a relation that the other statement depends on in that respect."""
    if _meet(first.attaches, second.attaches):
        return first.kind == second.kind
    return (_needs_attached(second) and _meet(first.attaches, second.names)) or (
        _needs_attached(first) and _meet(first.names, second.attaches)
    )


def _needs_attached(effects: Effects) -> bool:
    return effects.role in _RUNS or effects.kind in _TABLES


def _meet(some: Names, others: Names) -> bool:
    """Whether a name of one set may be of the same object as a name of the other."""
    return any(is_same_name(one, other) for one in some for other in _sharing_last_part(one, others))


def _sharing_last_part(name: tuple[str, str], others: Names) -> Iterable[tuple[str, str]]:
    return (other for other in others if other[1] == name[1])
