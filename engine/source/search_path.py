"""The search path that a file sets for the statements after it, within transactions and after them."""

import re
from dataclasses import dataclass

from pglast import ast
from pglast.enums import DiscardMode, TransactionStmtKind, VariableSetKind

from engine.source.node_strings import node_constants, node_strings

_SETTING = "search_path"
_LISTED = re.compile(r'\s*(?:"((?:[^"]|"")+)"|([^\s,"]+))\s*(?:,|\Z)')

_RESETTING = {VariableSetKind.VAR_RESET, VariableSetKind.VAR_SET_DEFAULT}
_BEGINNING = {TransactionStmtKind.TRANS_STMT_BEGIN, TransactionStmtKind.TRANS_STMT_START}
_ENDING = {
    TransactionStmtKind.TRANS_STMT_COMMIT, TransactionStmtKind.TRANS_STMT_ROLLBACK,
    TransactionStmtKind.TRANS_STMT_PREPARE,
}  # fmt: skip

Path = tuple[str, ...]


@dataclass(slots=True)
class SearchPath:
    """The path of a session: `local` while a transaction has its own, `before` is what a ROLLBACK returns to."""

    initial: Path
    session: Path
    local: Path | None = None
    before: Path | None = None
    _savepoints: tuple[tuple[str, Path, Path | None], ...] = ()

    @property
    def current(self) -> Path:
        """The path that names are looked up in."""
        if self.local is None:
            return self.session
        return self.local

    def run(self, node: ast.Node) -> None:
        """Change with a statement."""
        if isinstance(node, ast.TransactionStmt):
            self._transaction(node)
        elif isinstance(node, ast.DiscardStmt):
            self._set(self.initial if node.target == DiscardMode.DISCARD_ALL else None, is_local=False)
        elif isinstance(node, ast.VariableSetStmt):
            self._set(_path_of_set(node, self.initial), is_local=bool(node.is_local))
        elif isinstance(node, ast.SelectStmt) and len(node.targetList or ()) == 1 and not node.fromClause:
            self._set(*_set_config(node))

    @staticmethod
    def understands(node: ast.Node) -> bool:
        """Whether a statement is a SET, or a SELECT of set_config, whose path is known."""
        return isinstance(node, ast.VariableSetStmt) or (
            isinstance(node, ast.SelectStmt) and not node.fromClause and _set_config(node)[0] is not None
        )

    def _set(self, path: Path | None, is_local: bool) -> None:  # noqa: FBT001 - what SET LOCAL says
        if path is None:
            return
        if not is_local:
            self.session, self.local = path, None
        elif self.before is not None:
            self.local = path

    def _transaction(self, node: ast.TransactionStmt) -> None:
        if node.kind in _BEGINNING and self.before is None:
            self.before = self.session
        elif node.kind in _ENDING and self.before is not None:
            if node.kind != TransactionStmtKind.TRANS_STMT_COMMIT:
                self.session = self.before
            self.local = self.before = None
            self._savepoints = ()
            if node.chain:
                self.before = self.session
        elif node.kind == TransactionStmtKind.TRANS_STMT_SAVEPOINT:
            self._savepoints += ((node.savepoint_name or "", self.session, self.local),)
        elif node.kind == TransactionStmtKind.TRANS_STMT_ROLLBACK_TO:
            self._return_to(node.savepoint_name or "")

    def _return_to(self, savepoint: str) -> None:
        for name, session, local in reversed(self._savepoints):
            if name == savepoint:
                self.session, self.local = session, local
                return


def _path_of_set(node: ast.VariableSetStmt, initial: Path) -> Path | None:
    """Return the path that a SET gives, None if it is about another setting."""
    if node.kind == VariableSetKind.VAR_RESET_ALL:
        return initial
    if not is_search_path(node.name):
        return None
    if node.kind in _RESETTING:
        return initial
    return tuple(node_constants(node.args))


def is_search_path(setting: str | None) -> bool:
    """Return whether a setting is the search path: the server ignores the case of its name, in quotes too."""
    return (setting or "").lower() == _SETTING


def _set_config(node: ast.SelectStmt) -> tuple[Path | None, bool]:
    """`SELECT set_config('search_path', 'a, b', …)`, which pg_dump writes, and whether it is for the transaction."""
    target = (node.targetList or (None,))[0]
    call = target.val if isinstance(target, ast.ResTarget) else None
    if not isinstance(call, ast.FuncCall) or node_strings(call.funcname)[-1:] != ["set_config"]:
        return None, False
    arguments = call.args or ()
    texts = node_constants(arguments)
    if len(texts) != 2 or not is_search_path(texts[0]):
        return None, False
    return _listed_names(texts[1]), _is_true(arguments[-1])


def _listed_names(text: str) -> Path | None:
    """Return the names in a list as the server reads them: folded unless in quotes; None for what it refuses."""
    names: list[str] = []
    at = 0
    while text[at:].strip():
        found = _LISTED.match(text, at)
        if found is None:
            return None
        quoted, plain = found.groups()
        names.append(plain.lower() if quoted is None else quoted.replace('""', '"'))
        at = found.end()
    return tuple(names)


def _is_true(argument: ast.Node) -> bool:
    return isinstance(argument, ast.A_Const) and isinstance(argument.val, ast.Boolean) and bool(argument.val.boolval)
