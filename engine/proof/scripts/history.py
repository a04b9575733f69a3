"""Which statements of a script a later one replaces: without them, the script makes the same database.

A migration redefines what an earlier one made. The later statement is the current definition; the earlier one is
history. Three kinds are proved, each with its argument:

- *Redefined.* CREATE OR REPLACE FUNCTION (PROCEDURE, VIEW) after a definition of the same object. It sets everything
  that the first one set, or makes the object if there is none. What it would keep (comment, owner, privileges,
  a column's default) was set by a statement in between, which names the object.
- *Commented again.* A COMMENT is overwritten by the next one on the same object.
- *Dropped.* DROP of one relation or routine that a plain CREATE made: nothing of either is left.

In each case no statement in between may see the object: none that names it, runs code that reaches it or the catalogs,
or has unknown effects, such as SET ROLE, ALTER DEFAULT PRIVILEGES, dynamic SQL or text that does not parse. Indexes,
constraints and defaults run the code that they call. A body that is only read when it runs does not see a routine; it
sees a relation, as the server looks up the types of its variables. The server names sequences and indexes after their
table, so what has a name like that of a dropped relation counts as seeing it. A routine is the same one only while its
types keep their names and none is that of a column (`%TYPE`), and an unqualified name only while no schema is added.
Objects are the same as they are written: `t` and `x.t` may be two tables. A ROLLBACK must not undo the later statement,
and no event trigger of the script may run at either.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pglast import ast
from pglast.enums import DropBehavior, ObjectType, TransactionStmtKind

from engine.proof.ddl.tree_form import Parsed, Tree
from engine.proof.scripts.atoms import atoms_of
from engine.proof.scripts.effects import NONE, Effects, Names, StatementRole
from engine.proof.scripts.names.mentioned_names import Name, is_catalog, is_same_name, names_in_tree
from engine.proof.scripts.names.names_in_code import names_in_text
from engine.proof.scripts.names.object_identity import commented_object, defined_object
from engine.proof.scripts.script_context import in_context
from engine.proof.scripts.script_statements import ScriptStatements, gaps_in, statements_of
from engine.source.node_strings import node_strings
from engine.source.unit import SourceFile, Unit

REDEFINED: Final = "redefined"
COMMENTED: Final = "commented again"
DROPPED: Final = "dropped"
LONGEST: Final = 50
"""The server cuts the names that it makes up where they get longer than 63 characters."""

_DROPPED_KINDS: Final = {
    ObjectType.OBJECT_TABLE: "table", ObjectType.OBJECT_VIEW: "view", ObjectType.OBJECT_SEQUENCE: "sequence",
    ObjectType.OBJECT_FUNCTION: "function", ObjectType.OBJECT_PROCEDURE: "procedure",
}  # fmt: skip
_COMMENTED_KINDS: Final = frozenset({
    ObjectType.OBJECT_COLUMN, ObjectType.OBJECT_FUNCTION, ObjectType.OBJECT_INDEX, ObjectType.OBJECT_MATVIEW,
    ObjectType.OBJECT_PROCEDURE, ObjectType.OBJECT_SCHEMA, ObjectType.OBJECT_SEQUENCE, ObjectType.OBJECT_TABLE,
    ObjectType.OBJECT_TRIGGER, ObjectType.OBJECT_VIEW,
})  # fmt: skip
_SCHEMA: Final = "CreateSchemaStmt"
_MOVING: Final = frozenset({"RenameStmt", "AlterObjectSchemaStmt"})
_UNDOING: Final = frozenset({
    TransactionStmtKind.TRANS_STMT_ROLLBACK, TransactionStmtKind.TRANS_STMT_ROLLBACK_TO,
    TransactionStmtKind.TRANS_STMT_PREPARE,
})  # fmt: skip
_BEGINNING: Final = frozenset({TransactionStmtKind.TRANS_STMT_BEGIN, TransactionStmtKind.TRANS_STMT_START})
_FRAMES: Final = _BEGINNING | {
    TransactionStmtKind.TRANS_STMT_COMMIT, TransactionStmtKind.TRANS_STMT_ROLLBACK,
    TransactionStmtKind.TRANS_STMT_PREPARE,
}  # fmt: skip
Identity = tuple[str, Tree, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Replacement:
    """An earlier statement and the later one that replaces it, by their numbers; `obstacle` says what prevents it."""

    earlier: int
    later: int
    kind: str
    obstacle: str = ""

    @property
    def is_proved(self) -> bool:
        return not self.obstacle


@dataclass(frozen=True, slots=True)
class History:
    """The replacements of a script, and its statements by their numbers."""

    statements: ScriptStatements
    replacements: tuple[Replacement, ...]

    @property
    def removable(self) -> frozenset[int]:
        """The numbers of the statements that the current ones replace; a DROP goes with what it drops."""
        proved = [each for each in self.replacements if each.is_proved]
        return frozenset(each.earlier for each in proved) | {each.later for each in proved if each.kind == DROPPED}


def history_of(sources: Sequence[SourceFile]) -> History:
    """Return which statements of a script are replaced, given its files in load order."""
    statements = statements_of(sources)
    return History(statements, tuple(_Reader(statements, gaps_in(sources)).replacements()))


def current_sources(sources: Sequence[SourceFile], history: History) -> list[SourceFile]:
    """Return the files without the statements that are proved to be replaced."""
    removed = {id(history.statements.units[number]) for number in history.removable}
    return [
        SourceFile(each.path, each.text, tuple(unit for unit in each.units if id(unit) not in removed), each.asides)
        for each in sources
    ]


@dataclass(frozen=True, slots=True)
class _Subject:
    """What a replacement is about: names of the object, and for a routine the names in its header."""

    kind: str
    names: Names
    header: Names
    is_relation: bool


class _Reader:
    """Reads a script once; `gaps` are the numbers of the statements that follow text which no spec can hold."""

    def __init__(self, statements: ScriptStatements, gaps: Sequence[int]) -> None:
        self._statements, self._units, self._gaps = statements, statements.units, sorted(gaps)
        self._previous: dict[int, int] = {}
        atoms = list(atoms_of(statements))
        self._effects: dict[int, list[Effects]] = defaultdict(list)
        for atom, effects in zip(atoms, in_context([atom.effects for atom in atoms]), strict=True):
            self._effects[atom.statement].append(effects)
        self._walls = [number for number, parts in self._effects.items() if any(map(_is_wall, parts))]
        self._naming, self._making = self._index(lambda each: each.names | each.undefined), self._index(_moved)
        self._undone = _undone(self._units)
        triggers = (number for number, unit in enumerate(self._units) if isinstance(unit.node, ast.CreateEventTrigStmt))
        self._first_event_trigger = next(triggers, len(self._units))

    def replacements(self) -> Iterator[Replacement]:
        definitions: dict[Identity, int] = {}
        removed: set[int] = set()
        for number, unit in enumerate(self._units):
            identity, kind = _identity(unit), _kind_of(unit.node)
            if identity is None:
                continue
            earlier = definitions.get(identity)
            if earlier is not None:
                self._previous[number] = earlier
            found = self._replacement(earlier, number, kind, removed) if earlier is not None and kind else None
            if found is not None:
                removed |= {found.earlier} if found.is_proved else set()
                yield found
            if kind == DROPPED:
                definitions.pop(identity, None)
            else:
                definitions[identity] = number

    def _replacement(self, earlier: int, later: int, kind: str, removed: set[int]) -> Replacement | None:
        """Return the replacement; None for a DROP of what may have been there before the script."""
        if kind == DROPPED and not self._makes_anew(earlier, removed):
            return None
        return Replacement(earlier, later, kind, self._obstacle(earlier, later, kind))

    def _makes_anew(self, number: int, removed: set[int]) -> bool:
        """Return whether a definition fails if the object is there already, or replaces one that did."""
        before: int | None = number
        while before is not None:
            node: Parsed = self._units[before].node
            if not getattr(node, "replace", False) and not getattr(node, "if_not_exists", False):
                return True
            before = self._previous.get(before)
            if before not in removed:
                return False
        return False

    def _obstacle(self, earlier: int, later: int, kind: str) -> str:
        if bisect_right(self._gaps, earlier) < bisect_right(self._gaps, later):
            return "there is text in between that is not a statement"
        if later in self._undone:
            return f"{self._statements.title(self._undone[later])} undoes the later one"
        if self._first_event_trigger < later:
            return "an event trigger runs at definitions"
        subject = self._subject(earlier, kind)
        if kind == REDEFINED and _refers_to(self._units[later].node, subject.names):
            return "the later one refers to it"
        for at in self._between(earlier, later, subject):
            if any(_sees(each, subject) for each in self._effects[at]):
                return f"{self._statements.title(at)} is in between"
        return ""

    def _index(self, names: Callable[[Effects], Names]) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for number, parts in self._effects.items():
            for last in {last for each in parts for _, last in names(each)}:
                found[last].append(number)
        return found

    def _between(self, earlier: int, later: int, subject: _Subject) -> Iterable[int]:
        """Return the statements in between that may see the object: most scripts are long, and few do."""
        if subject.kind == DROPPED:
            return range(earlier + 1, later)
        naming = [self._naming.get(last, []) for _, last in subject.names]
        making = [self._making.get(last, []) for _, last in subject.header]
        found: set[int] = set()
        for numbers in (self._walls, *naming, *making):
            found.update(numbers[bisect_right(numbers, earlier) : bisect_left(numbers, later)])
        return sorted(found)

    def _subject(self, number: int, kind: str) -> _Subject:
        effects, unit = self._effects[number], self._units[number]
        names = frozenset(name for each in effects for name in each.acted_on)
        used = frozenset(name for each in effects for name in each.uses | each.undefined)
        header = used - names if unit.is_routine else NONE
        return _Subject(kind, names, header, kind == DROPPED or isinstance(unit.node, ast.ViewStmt))


def _undone(units: Sequence[Unit]) -> dict[int, int]:
    """Return for each statement that a ROLLBACK undoes, wholly or to a savepoint, the number of the ROLLBACK.

    A transaction that the script does not end is undone as well; its BEGIN is named then.
    """
    opened = next((number for number in range(len(units) - 1, -1, -1) if _is_frame(units[number].node)), None)
    found: dict[int, int] = {}
    if opened is not None and _opens(units[opened].node):
        found = dict.fromkeys(range(opened + 1, len(units)), opened)
    undoing: int | None = None
    for number in range(len(units) - 1, -1, -1):
        node = units[number].node
        if isinstance(node, ast.TransactionStmt):
            if node.kind in _UNDOING:
                undoing = number
            elif node.kind == TransactionStmtKind.TRANS_STMT_COMMIT:
                undoing = None
        elif undoing is not None:
            found[number] = undoing
    return found


def _is_frame(node: Parsed) -> bool:
    """Return whether a statement begins or ends a transaction."""
    return isinstance(node, ast.TransactionStmt) and node.kind in _FRAMES


def _opens(node: Parsed) -> bool:
    """Return whether a transaction is open after a statement that begins or ends one."""
    return node.kind in _BEGINNING or bool(node.chain)


def _refers_to(node: Parsed, names: Names) -> bool:
    """Return whether a definition needs the object that it replaces; a body in PL/pgSQL is only read when it runs."""
    if isinstance(node, ast.ViewStmt):
        used = names_in_tree(node.query)
    else:
        options = [each for each in node.options or () if each.defname != "as" or _is_checked(node)]
        used = names_in_tree((node.parameters or (), node.returnType, tuple(options), node.sql_body))
        used |= frozenset(name for each in options for text in node_strings(each.arg) for name in names_in_text(text))
    return any(is_same_name(name, other) for name in names for other in used)


def _is_checked(node: Parsed) -> bool:
    """Return whether the server reads a body when it makes the routine."""
    language = next((getattr(each.arg, "sval", "") for each in node.options or () if each.defname == "language"), "sql")
    return language != "plpgsql"


def _is_wall(effects: Effects) -> bool:
    """Return whether a statement may see objects that it does not name."""
    return effects.role is StatementRole.BARRIER or _reads_catalog(effects) or effects.kind == _SCHEMA


def _sees(effects: Effects, subject: _Subject) -> bool:
    """Return whether a statement could behave differently if an object were not there, or another one."""
    if effects.role is StatementRole.BARRIER or _reads_catalog(effects) or _changes_meaning(effects, subject):
        return True
    mentioned = effects.needed | effects.undefined
    if subject.kind == COMMENTED and effects.role is StatementRole.DEFINE:
        mentioned = effects.changes | effects.makes
    elif subject.is_relation:
        mentioned |= effects.uses_later
    is_seen = _is_alike if subject.kind == DROPPED else is_same_name
    return any(is_seen(name, other) for name in subject.names for other in mentioned)


def _changes_meaning(effects: Effects, subject: _Subject) -> bool:
    """Return whether the text of a definition could mean another object after a statement."""
    if effects.kind == _SCHEMA:
        return any(not schema for schema, _ in subject.names)
    return any(is_same_name(name, other) for name in subject.header for other in _moved(effects))


def _moved(effects: Effects) -> Names:
    """Return the names that mean another object after a statement."""
    if effects.kind in _MOVING:
        return effects.makes | effects.changes
    return effects.makes


def _reads_catalog(effects: Effects) -> bool:
    return effects.role is StatementRole.EXECUTE and any(map(is_catalog, effects.names))


def _is_alike(one: Name, other: Name) -> bool:
    """Return whether two names are the same, or could be once the server adds to them."""
    return (
        one[1] == other[1]
        or one[1].startswith(f"{other[1]}_")
        or other[1].startswith(f"{one[1]}_")
        or max(len(one[1]), len(other[1])) > LONGEST
    )


def _identity(unit: Unit) -> Identity | None:
    """Return what a definition, a DROP or a COMMENT is about; None for any other statement."""
    node: Parsed = unit.node
    kind: str | None = unit.kind
    if isinstance(node, ast.DropStmt):
        is_one = len(node.objects or ()) == 1 and node.behavior != DropBehavior.DROP_CASCADE
        kind = _DROPPED_KINDS.get(ObjectType(node.removeType)) if is_one else None
    elif isinstance(node, ast.CommentStmt):
        kind = f"comment {ObjectType(node.objtype).name}" if node.objtype in _COMMENTED_KINDS else None
    elif not unit.is_routine and not isinstance(node, (ast.ViewStmt, ast.CreateStmt, ast.CreateSeqStmt)):
        kind = None
    if not kind or not unit.name or unit.template or (unit.is_routine and _borrows_type(node)):
        return None
    if isinstance(node, ast.CommentStmt):
        return kind, commented_object(node, unit.search_path), unit.search_path
    return kind, defined_object(node, unit.search_path), unit.search_path


def _borrows_type(node: Parsed) -> bool:
    """Return whether a parameter has the type of a column, which may change between two definitions."""
    return any(each.argType.pct_type for each in node.parameters or ())


def _kind_of(node: Parsed) -> str:
    """Return how a statement replaces an earlier one about the same; an empty text if it does not."""
    if isinstance(node, (ast.CreateFunctionStmt, ast.ViewStmt)) and node.replace:
        return REDEFINED
    if isinstance(node, ast.CommentStmt):
        return COMMENTED
    if isinstance(node, ast.DropStmt):
        return DROPPED
    return ""
