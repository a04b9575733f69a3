"""The dependency rule: which two statements of a script must keep their order. What it does not name may move.

Two statements are dependent if one of them makes or changes an object that the other names. What is left free, and why:

- COMMENT, OWNER TO and GRANT against statements that only use the object: nobody reads them while objects are made; and
  against each other, as far as they set different aspects.
- An index, a trigger or a policy against views and routines that use its table: they depend on the table alone. A table
  may need the index for its foreign key, and rows fire the trigger, so those keep their order.
- A foreign key or a check against everything but rows, changes of its table and other constraints: it is about rows.
- A routine against PL/pgSQL bodies that call it: a call is resolved when it runs, and a type is never a routine.
- A use before the first statement that makes the name: in a script that loads, such a use is not of that object when it
  runs. Not so for a routine in the same file, which could change what a call means.
- BEGIN and COMMIT of one file against the statements of another that do not touch rows.
"""

from __future__ import annotations

from engine.proof.scripts.effects import NONE, Effects, Names, StatementRole
from engine.proof.scripts.mentioned_names import is_same_name

_ALTER = "AlterTableStmt"
_TABLES = frozenset({"CreateStmt", "CreateForeignTableStmt", _ALTER})
_ROUTINE = "CreateFunctionStmt"
_ON_CONSTRAINT = "comment OBJECT_TABCONSTRAINT"
_WHOLE_TABLE = frozenset({"comment OBJECT_TABLE", "owner", "privileges", "row security"})


def must_precede(first: Effects, second: Effects) -> bool:
    """Whether `first`, which is before `second` in the script, must stay before it."""
    if StatementRole.BARRIER in (first.role, second.role):
        return True
    if StatementRole.FRAME in (first.role, second.role):
        return first.file == second.file or StatementRole.EXECUTE in (first.role, second.role)
    if first.role is second.role is StatementRole.EXECUTE:
        return True
    return any(rule(first, second) for rule in _RULES)


def _writes_before(first: Effects, second: Effects) -> bool:
    """The second names what the first makes or changes."""
    names = second.needed if first.kind == _ROUTINE else second.names
    return _meet(first.makes | first.changes, names - _kept_by_alter(second, first))


def _is_changed_by(first: Effects, second: Effects) -> bool:
    """The second changes what the first names: a DROP or an ALTER after a use. A new overload keeps annotations."""
    names = first.needed if second.kind == _ROUTINE else first.names
    kept = first.annotates if second.kind == _ROUTINE else _kept_by_alter(first, second)
    return _meet(names - kept, second.changes)


def _kept_by_alter(annotation: Effects, change: Effects) -> Names:
    """The tables whose annotation as a whole an ALTER TABLE keeps."""
    if change.kind != _ALTER or annotation.aspect not in _WHOLE_TABLE:
        return NONE
    return annotation.annotates


def _is_made_after_use(first: Effects, second: Effects) -> bool:
    """The second makes a routine that the first may already call by its name, or what the rows of the first reach."""
    if first.role is StatementRole.EXECUTE:
        return _meet(first.names, second.makes)
    is_late_routine = second.kind == _ROUTINE and first.file == second.file and first.kind != _ROUTINE
    return is_late_routine and _meet(first.undefined, second.makes)


def _is_annotated(first: Effects, second: Effects) -> bool:
    """Both set the same aspect of an object: the last one counts."""
    return first.aspect == second.aspect and _meet(first.annotates, second.annotates)


def _is_attached(first: Effects, second: Effects) -> bool:
    """Something is attached to a relation that the other statement depends on in that respect."""
    if _meet(first.attaches, second.attaches):
        return first.kind == second.kind
    return (_needs_attached(second) and _meet(first.attaches, second.uses)) or (
        _needs_attached(first) and _meet(first.uses, second.attaches)
    )


def _needs_attached(effects: Effects) -> bool:
    return effects.role is StatementRole.EXECUTE or effects.kind in _TABLES


def _is_constrained(first: Effects, second: Effects) -> bool:
    """A constraint and what depends on the rows or the constraints of its relation."""
    return _constrains(first, second) or _constrains(second, first)


def _constrains(constraint: Effects, other: Effects) -> bool:
    if not constraint.constrains:
        return False
    if other.role is StatementRole.EXECUTE:
        return _meet(constraint.constrains, other.names)
    same_rows = other.constrains | other.changes
    if other.aspect.startswith(_ON_CONSTRAINT):
        same_rows |= other.annotates
    return _meet(constraint.constrains, same_rows)


def _meet(some: Names, others: Names) -> bool:
    """Whether a name of one set may be of the same object as a name of the other."""
    if len(others) < len(some):
        some, others = others, some
    by_last = {last for _, last in others}
    return any(one[1] in by_last and any(is_same_name(one, other) for other in others) for one in some)


_RULES = (_writes_before, _is_changed_by, _is_made_after_use, _is_annotated, _is_attached, _is_constrained)
