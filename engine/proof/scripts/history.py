"""Which statements of a script a later one replaces: without them, the script makes the same database.

A migration redefines what an earlier one made. The later statement is the current definition; the earlier one is
history. Three kinds are proved, each with its argument:

- *Redefined.* CREATE OR REPLACE FUNCTION (PROCEDURE, VIEW) after a definition of the same object. It sets everything
  that the first one set, or makes the object if there is none. What it would keep (comment, owner, privileges,
  a column's default) was set by a statement in between, which names the object.
- *Commented again.* A COMMENT is overwritten by the next one on the same object.
- *Dropped.* DROP of one relation or routine that a plain CREATE made: nothing of either is left.

In each case no statement in between may see the object: none that names it, runs code that reaches it or the catalogs,
or has unknown effects, such as SET ROLE, ALTER DEFAULT PRIVILEGES, dynamic SQL or text that does not parse. A body that
is only read when it runs does not see it. The server names sequences and indexes after their table, so what has a name
like that of a dropped relation counts as seeing it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pglast import ast
from pglast.enums import DropBehavior, ObjectType

from engine.proof.ddl.tree_form import Parsed
from engine.proof.scripts.atoms import atoms_of
from engine.proof.scripts.effects import Effects, Names, StatementRole
from engine.proof.scripts.mentioned_names import Name, is_same_name, names_in_text, names_in_tree
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
Identity = tuple[str, str, tuple[str, ...]]


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


class _Reader:
    """Reads a script once; `gaps` are the numbers of the statements that follow text which no spec can hold."""

    def __init__(self, statements: ScriptStatements, gaps: Sequence[int]) -> None:
        self._statements, self._units, self._gaps = statements, statements.units, gaps
        self._previous: dict[int, int] = {}
        atoms = list(atoms_of(statements.units, statements.files))
        self._effects: dict[int, list[Effects]] = defaultdict(list)
        for atom, effects in zip(atoms, in_context([atom.effects for atom in atoms]), strict=True):
            self._effects[atom.statement].append(effects)

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
        node: Parsed = self._units[number].node
        if not getattr(node, "replace", False) and not getattr(node, "if_not_exists", False):
            return True
        before = self._previous.get(number)
        return before in removed and self._makes_anew(before, removed)

    def _obstacle(self, earlier: int, later: int, kind: str) -> str:
        if any(earlier < gap <= later for gap in self._gaps):
            return "there is text in between that is not a statement"
        names = frozenset(name for each in self._effects[earlier] for name in each.acted_on)
        if kind == REDEFINED and _refers_to(self._units[later].node, names):
            return "the later one refers to it"
        for at in range(earlier + 1, later):
            if any(_sees(each, names, kind) for each in self._effects[at]):
                return f"{self._statements.title(at)} is in between"
        return ""


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


def _sees(effects: Effects, names: Names, kind: str) -> bool:
    """Return whether a statement could behave differently if an object were not there, or another one."""
    if effects.role is StatementRole.BARRIER:
        return True
    if effects.role is StatementRole.EXECUTE and any(_is_catalog(name) for name in effects.names):
        return True
    mentioned = effects.needed | effects.undefined
    if kind == COMMENTED and effects.role is StatementRole.DEFINE:
        mentioned = effects.changes | effects.makes
    if kind != DROPPED:
        return any(is_same_name(name, other) for name in names for other in mentioned)
    return any(_is_alike(name, other) for name in names for other in mentioned | effects.uses_later)


def _is_catalog(name: Name) -> bool:
    return name[1].startswith(("pg_", "information_schema", "reg")) or name[0] in {"pg_catalog", "information_schema"}


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
    if not kind or not unit.name or unit.template:
        return None
    return kind, unit.name, unit.search_path


def _kind_of(node: Parsed) -> str:
    """Return how a statement replaces an earlier one about the same; an empty text if it does not."""
    if isinstance(node, (ast.CreateFunctionStmt, ast.ViewStmt)) and node.replace:
        return REDEFINED
    if isinstance(node, ast.CommentStmt):
        return COMMENTED
    if isinstance(node, ast.DropStmt):
        return DROPPED
    return ""
