"""Loops over rows that one statement could replace."""

from typing import Any

from pglast import ast

from engine.analysis.expressions import column_path, function_name, nodes_within
from engine.analysis.sites import StepSite
from engine.analysis.steps import fragment_root, steps_within
from engine.plpgsql import tree

# Any other statement may carry something from turn to turn, leave the loop or act on the world.
_ALLOWED = (tree.Sql, tree.Assign, tree.If, tree.Elsif, tree.ReturnNext, tree.Null, tree.Into, tree.Continue)
_EFFECTS = frozenset({"nextval", "setval", "pg_notify", "set_config", "dblink", "dblink_exec"})
_CHANGES = {ast.InsertStmt: "inserts rows", ast.UpdateStmt: "updates rows", ast.DeleteStmt: "deletes rows"}


def replaceable_loop(site: StepSite) -> str | None:
    """What a loop does with each row, where no turn needs what an earlier one did; None for all others."""
    node = site.node
    if isinstance(node, tree.ForQuery) and isinstance(node.query, tree.Dynamic):
        return None
    steps = list(steps_within(node.steps))
    actions = [action for each in steps if (action := _action(each))]
    if not actions or len(actions) > 2 or not all(isinstance(each, _ALLOWED) for each in steps):
        return None
    if isinstance(node, tree.ForRange) and actions[0] != "returns rows":
        return None
    if any(_reads_or_calls(each) for each in steps) or _carries(steps):
        return None
    return actions[0]


def _action(step: object) -> str | None:
    if isinstance(step, tree.ReturnNext):
        return "returns rows"
    root = fragment_root(step.statement) if isinstance(step, tree.Sql) else None
    return _CHANGES.get(type(root)) if root is not None else None  # type: ignore[arg-type]


def _reads_or_calls(step: Any) -> bool:  # noqa: ANN401 - any statement
    """Whether a statement takes a result, or calls something that may have effects of its own."""
    if isinstance(step, tree.Sql):
        root = fragment_root(step.statement)
        return step.into is not None or root is None or type(root) not in _CHANGES or _calls(root)
    if isinstance(step, tree.Assign):
        return _calls(fragment_root(step.value))
    return False


def _calls(root: object) -> bool:
    """Whether it calls a function of a schema, or one that is known to have effects."""
    called = [each for each in nodes_within(root) if isinstance(each, ast.FuncCall)]
    return any(len(each.funcname or ()) > 1 or function_name(each) in _EFFECTS for each in called)


def _carries(steps: list[Any]) -> bool:
    """Whether a variable is read before it is assigned in a turn, so that a turn needs an earlier one."""
    assigned: set[str] = set()
    later = {_name(each.target) for each in steps if isinstance(each, tree.Assign)}
    for each in steps:
        read = _names(each)
        if read & (later - assigned):
            return True
        if isinstance(each, tree.Assign):
            assigned.add(_name(each.target))
    return False


def _name(target: tree.Fragment) -> str:
    return target.text.partition("[")[0].strip().lower()


def _names(step: Any) -> set[str]:  # noqa: ANN401 - any statement
    """The variables that a statement reads."""
    fragments = [getattr(step, name, None) for name in ("statement", "value", "condition")]
    nodes = (each for fragment in fragments if fragment is not None for each in nodes_within(fragment_root(fragment)))
    return {".".join(path) for each in nodes if (path := column_path(each))}
