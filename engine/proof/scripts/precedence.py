"""The dependency rule: which two statements of a script must keep their order. What it does not name may move.

Two statements are dependent if one of them makes or changes an object that the other names. What is left free, and why:

- COMMENT, OWNER TO and GRANT against statements that only use the object and run no code: nobody reads them while
  objects are made; and against each other, as far as they set different aspects. Owner and privileges are one aspect.
- An index, a trigger or a policy against views and routines that use its table: they depend on the table alone. A table
  may need the index for its foreign key, and rows fire the trigger, so those keep their order.
- A foreign key or a check against everything but rows, changes of its table and other constraints: it is about rows.
- A routine against PL/pgSQL bodies that call it: a call is resolved when it runs, and a type is never a routine.
- A use before the first statement that makes the name: in a script that loads, such a use is not of that object when it
  runs. Not so for an operator, a routine in the same file or one named like one of the server's own, which could change
  what a call means.
- BEGIN and COMMIT of one file against the statements of another, if no statement of the file touches rows.

What takes an object away keeps its order with all that changes or replaces one, which may have depended on it.
"""

from __future__ import annotations

from engine.proof.scripts.builtin_routines import builtin_routines
from engine.proof.scripts.effects import COLUMN_PRIVILEGES, HEIRS, NONE, OWNED_BY, Effects, Names, StatementRole
from engine.proof.scripts.names.mentioned_names import is_same_name

_ALTER = "AlterTableStmt"
_TABLE = "CreateStmt"
_TABLES = frozenset({_TABLE, "CreateForeignTableStmt", _ALTER})
_ROUTINE = "CreateFunctionStmt"
_SCHEMA = "CreateSchemaStmt"
_OVERLOADED = frozenset({_ROUTINE, "DefineStmt"})
_ON_ATTACHED = ("comment OBJECT_TRIGGER", "comment OBJECT_POLICY")
_POLICIES = frozenset({"CreatePolicyStmt", "AlterPolicyStmt"})
_ACCESS = frozenset({"owner", "privileges", COLUMN_PRIVILEGES})
_OWNERSHIP = frozenset({"owner", OWNED_BY})
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
    if second.kind == _SCHEMA and _meet(first.undefined, second.makes):
        return True
    if second.kind not in _OVERLOADED or not _meet(first.undefined, second.makes):
        return False
    is_same_file = first.file == second.file and first.kind != _ROUTINE
    return is_same_file or any(_is_ambiguous(last) for _, last in second.makes)


def _is_ambiguous(name: str) -> bool:
    """Whether the server has operators or routines of this name."""
    return name in builtin_routines() or not (name[:1].isalpha() or name[:1] == "_")


def _is_annotated(first: Effects, second: Effects) -> bool:
    """Both set the same aspect of an object: the last one counts."""
    aspects = {first.aspect, second.aspect}
    if len(aspects) == 1 or aspects <= _ACCESS:
        return _meet(first.annotates, second.annotates)
    return aspects == _OWNERSHIP and _meet(first.names, second.names)


def _is_attached(first: Effects, second: Effects) -> bool:
    """Something is attached to a relation that the other statement depends on in that respect."""
    if _describes(first, second) or _describes(second, first):
        return True
    if _is_on_same(first, second):
        kinds = {first.kind, second.kind}
        return kinds <= _POLICIES or (len(kinds) == 1 and first.kind != _TABLE)
    return (_needs_attached(second, first) and _meet(first.attaches, second.uses)) or (
        _needs_attached(first, second) and _meet(first.uses, second.attaches)
    )


def _is_on_same(first: Effects, second: Effects) -> bool:
    """Whether both attach something to one relation, or one of them to all heirs of a table."""
    return any(
        _meet(one.attaches, other.attaches)
        or (bool(other.attaches) and _meet(frozenset(each for each in one.attaches if each[0] == HEIRS), other.uses))
        for one, other in ((first, second), (second, first))
    )


def _describes(comment: Effects, attached: Effects) -> bool:
    """Whether a comment may be on a trigger or a policy that the other makes."""
    return comment.aspect.startswith(_ON_ATTACHED) and _meet(comment.annotates, attached.attaches)


def _needs_attached(effects: Effects, attached: Effects) -> bool:
    return effects.role is StatementRole.EXECUTE or (effects.kind in _TABLES and attached.kind != _TABLE)


def _is_constrained(first: Effects, second: Effects) -> bool:
    """A constraint and what depends on the rows or the constraints of its relation."""
    return _constrains(first, second) or _constrains(second, first)


def _constrains(constraint: Effects, other: Effects) -> bool:
    if not constraint.constrains:
        return False
    same_rows = other.constrains | other.changes
    if other.aspect.startswith(_ON_CONSTRAINT):
        same_rows |= other.annotates
    return _meet(constraint.constrains, same_rows)


def _is_run_with(first: Effects, second: Effects) -> bool:
    """One runs code or changes rows, and the other acts on what that reaches; comments count for the catalogs alone."""
    return _runs_with(first, second) or _runs_with(second, first)


def _runs_with(running: Effects, other: Effects) -> bool:
    if running.role is not StatementRole.EXECUTE or other.aspect.startswith("comment"):
        return False
    return _meet(running.names, other.acted_on | other.guards) or _meet(running.acted_on, other.names)


def _is_freed(first: Effects, second: Effects) -> bool:
    """One takes an object away, which the server refuses while something that the other ends depends on it."""
    return (first.removes and (second.frees or second.removes)) or (second.removes and first.frees)


def _is_named_alike(first: Effects, second: Effects) -> bool:
    """A copy of an index may get the name that the other statement gives, or another one if that is taken."""
    return _meet(first.copies, second.resembles) or _meet(first.resembles, second.copies)


def _meet(some: Names, others: Names) -> bool:
    """Whether a name of one set may be of the same object as a name of the other."""
    if len(others) < len(some):
        some, others = others, some
    by_last = {last for _, last in others}
    return any(one[1] in by_last and any(is_same_name(one, other) for other in others) for one in some)


_RULES = (
    _is_freed, _writes_before, _is_changed_by, _is_made_after_use, _is_annotated, _is_attached, _is_constrained,
    _is_run_with, _is_named_alike,
)  # fmt: skip
