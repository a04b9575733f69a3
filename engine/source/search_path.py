"""The search path that a file sets for the statements after it."""

from pglast import ast
from pglast.enums import VariableSetKind

from engine.source.node_strings import node_constants, node_strings

_RESETTING = {VariableSetKind.VAR_RESET, VariableSetKind.VAR_SET_DEFAULT}


def search_path_after(node: ast.Node, before: tuple[str, ...], initial: tuple[str, ...]) -> tuple[str, ...]:
    """Return the search path after a statement has run."""
    if isinstance(node, ast.VariableSetStmt):
        return _after_set(node, before, initial)
    if isinstance(node, ast.SelectStmt) and len(node.targetList or ()) == 1 and not node.fromClause:
        return _after_set_config(node, before)
    return before


def _after_set(node: ast.VariableSetStmt, before: tuple[str, ...], initial: tuple[str, ...]) -> tuple[str, ...]:
    if node.kind == VariableSetKind.VAR_RESET_ALL:
        return initial
    if node.name != "search_path":
        return before
    if node.kind in _RESETTING:
        return initial
    return tuple(node_constants(node.args))


def _after_set_config(node: ast.SelectStmt, before: tuple[str, ...]) -> tuple[str, ...]:
    """`SELECT set_config('search_path', 'a, b', …)`, which pg_dump writes."""
    target = (node.targetList or (None,))[0]
    call = target.val if isinstance(target, ast.ResTarget) else None
    if not isinstance(call, ast.FuncCall) or node_strings(call.funcname)[-1:] != ["set_config"]:
        return before
    texts = node_constants(call.args)
    if len(texts) != 2 or texts[0] != "search_path":
        return before
    return tuple(name for name in (part.strip().strip('"') for part in texts[1].split(",")) if name)
