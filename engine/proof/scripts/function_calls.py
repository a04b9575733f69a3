"""Whether an expression calls a function, so that its value may depend on when it is computed."""

from pglast import ast
from pglast.visitors import Visitor

from engine.proof.ddl.tree_form import Parsed


def calls_function(node: ast.Node | None) -> bool:
    """Return whether there is a call anywhere in a tree."""
    return node is not None and _Calls()(node)


class _Calls(Visitor):
    """Looks for calls."""

    def __call__(self, node: ast.Node) -> bool:
        self.found = False
        super().__call__(node)
        return self.found

    def visit_FuncCall(self, _ancestors: object, _node: Parsed) -> None:  # noqa: N802 - the visitor's protocol
        self.found = True
