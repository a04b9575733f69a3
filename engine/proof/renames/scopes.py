"""Which declaration every name of a body means, by PL/pgSQL's rules of scope.

A default, a type and a cursor's query see what was declared before them; the bounds of a loop see what is around the
loop, its steps also its variable; handlers see the declarations of their block.
"""

import re
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any

from engine.plpgsql.tree import (
    Alias,
    Block,
    Body,
    Continue,
    Cursor,
    Exit,
    ForCursor,
    ForQuery,
    ForRange,
    Fragment,
    ReturnNext,
    Variable,
)
from engine.proof.end_labels import LABELLED, find_end_labels
from engine.proof.renames.binding import Binding, BindingKind, decode_name
from engine.proof.renames.fragment_reading import read_fragment
from engine.proof.renames.uses import Uses
from engine.proof.tree_nodes import walk_nodes

_NUMBER = re.compile(r"\$\d+")
_NO_FIELDS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Scope:
    """What can be seen at a place; `rows` are the fields of records that a loop around it has just filled."""

    names: dict[str, Binding] = field(default_factory=dict)
    labels: dict[str, Binding] = field(default_factory=dict)
    rows: dict[Binding, frozenset[str]] = field(default_factory=dict)

    def with_name(self, binding: Binding) -> "Scope":
        """The scope inside of a declaration."""
        return replace(self, names={**self.names, binding.name: binding})


def find_bindings(body: Body, parameters: tuple[str, ...], routine: str) -> list[Binding] | None:
    """The parameters of a routine and all that its body declares, in the order of the text, with their uses.

    None where a piece of SQL cannot be read, which may use any name, and where one is declared as `"$1"`: in its
    scope that is not the parameter.
    """
    walk = _Walk(body, Uses(body))
    scope = Scope()
    for name in parameters:
        binding = walk.bind(BindingKind.PARAMETER, name)
        if binding.name == "found":
            binding.block("PL/pgSQL declares FOUND nearer than the parameters")
        walk.uses.numbered.append(binding)
        scope = scope.with_name(binding)
    walk.visit(body.block, scope)
    walk.note_end_labels()
    walk.uses.block_qualified(walk.bindings, routine)
    walk.uses.mark_changed_relations(walk.bindings)
    if walk.uses.is_unreadable or any(_NUMBER.fullmatch(each.name) for each in walk.bindings):
        return None
    return walk.bindings


@dataclass
class _Walk:
    body: Body
    uses: Uses
    bindings: list[Binding] = field(default_factory=list)
    _labelled: dict[int, Binding] = field(default_factory=dict)
    _starts: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._starts = {token.start: at for at, token in enumerate(self.body.tokens)}

    def bind(self, kind: BindingKind, name: str, token: int | None = None) -> Binding:
        """A new binding, declared at a token unless its declaration is in the header."""
        binding = Binding(kind, decode_name(name))
        if token is not None:
            binding.tokens.append(token)
        self.bindings.append(binding)
        return binding

    def visit(self, node: Any, scope: Scope) -> None:  # noqa: ANN401 - every part of a tree
        """Record the uses of a node in a scope."""
        if isinstance(node, tuple):
            for entry in node:
                self.visit(entry, scope)
        elif isinstance(node, Fragment):
            self.uses.record(node, scope.names, scope.rows)
        elif is_dataclass(node):
            self._visit_node(node, self._labelled_scope(node, scope))

    def _visit_node(self, node: Any, scope: Scope) -> None:  # noqa: ANN401
        match node:
            case Block():
                self._visit_block(node, scope)
            case ForRange():
                self._visit_range(node, scope)
            case ForCursor():
                self._visit_cursor_loop(node, scope)
            case ForQuery():
                self._visit_query_loop(node, scope)
            case Exit() | Continue():
                self._visit_way_out(node, scope)
            case ReturnNext():
                self.visit(node.value, scope)
                self.uses.block_unfilled(node.value, scope.names, scope.rows)
            case _:
                self._visit_fields(node, scope)

    def _visit_fields(self, node: Any, scope: Scope) -> None:  # noqa: ANN401
        for part in fields(node):
            self.visit(getattr(node, part.name), scope)

    def _labelled_scope(self, node: Any, scope: Scope) -> Scope:  # noqa: ANN401
        """The scope inside of a block or loop that has a label."""
        if not isinstance(node, LABELLED) or node.label is None:
            return scope
        binding = self.bind(BindingKind.LABEL, node.label, self._starts[node.span.start] + 1)
        binding.is_block = isinstance(node, Block)
        self._labelled[id(node)] = binding
        return replace(scope, labels={**scope.labels, binding.name: binding})

    def _visit_block(self, block: Block, scope: Scope) -> None:
        declared: set[str] = set()
        for declaration in block.declarations:
            binding = self._declare(declaration, scope)
            if binding is None:
                continue
            if binding.name in declared:
                for each in (binding, scope.names[binding.name]):
                    each.block("its block declares the name twice")
            declared.add(binding.name)
            scope = scope.with_name(binding)
        self.visit(block.steps, scope)
        self.visit(block.handlers, scope)

    def _declare(self, declaration: Any, scope: Scope) -> Binding | None:  # noqa: ANN401
        """Return the binding of a declaration, which itself sees only earlier ones."""
        at = self._starts[declaration.span.start]
        match declaration:
            case Variable():
                self._visit_fields(declaration, scope)
                return self._bind_variable(declaration, at)
            case Alias():
                self.visit(declaration.target, scope)
                self.uses.block_aliased(declaration.target, scope.names)
                return self.bind(BindingKind.ALIAS, declaration.name, at)
            case Cursor():
                return self._declare_cursor(declaration, at, scope)
            case _:
                return None

    def _bind_variable(self, variable: Variable, at: int) -> Binding:
        binding = self.bind(BindingKind.VARIABLE, variable.name, at)
        binding.is_constant = variable.constant
        binding.is_record = "record" in variable.type.text.lower()
        if variable.not_null:
            binding.block("an error about NULL prints it")
        return binding

    def _declare_cursor(self, cursor: Cursor, at: int, scope: Scope) -> Binding:
        inside = scope
        for parameter in cursor.parameters:
            first = parameter.type.ranges[0][0]
            self.visit(parameter.type, scope)
            inside = inside.with_name(self.bind(BindingKind.CURSOR_PARAMETER, parameter.name, first - 1))
        self.visit(cursor.query, inside)
        binding = self.bind(BindingKind.CURSOR, cursor.name, at)
        binding.block("it is the name of a portal")
        binding.fields = _query_fields(cursor.query)
        return binding

    def _visit_range(self, loop: ForRange, scope: Scope) -> None:
        for bound in (loop.low, loop.high, loop.step):
            self.visit(bound, scope)
        self.visit(loop.steps, scope.with_name(self._bind_loop(loop.variable)))

    def _bind_loop(self, target: Fragment) -> Binding:
        at = target.ranges[0][0]
        return self.bind(BindingKind.LOOP, target.text, at)

    def _visit_cursor_loop(self, loop: ForCursor, scope: Scope) -> None:
        self.visit(loop.cursor, scope)
        self.visit(loop.arguments, scope)
        cursor = scope.names.get(decode_name(loop.cursor.text))
        record = self._bind_loop(loop.target)
        record.is_record = True
        inside = scope.with_name(record)
        if cursor is not None:
            inside = _with_row(inside, record, cursor.fields or _NO_FIELDS, loop.steps)
        self.visit(loop.steps, inside)

    def _visit_query_loop(self, loop: ForQuery, scope: Scope) -> None:
        self.visit(loop.targets, scope)
        self.visit(loop.query, scope)
        record = scope.names.get(decode_name(loop.targets[0].text))
        if record and isinstance(loop.query, Fragment):
            scope = _with_row(scope, record, _query_fields(loop.query) or _NO_FIELDS, loop.steps)
        self.visit(loop.steps, scope)

    def _visit_way_out(self, node: Exit | Continue, scope: Scope) -> None:
        self.visit(node.condition, scope)
        binding = scope.labels.get(decode_name(node.label or ""))
        if binding is None:
            return
        binding.tokens.append(self._starts[node.span.start] + 1)
        if binding.is_block and isinstance(node, Continue):
            binding.block("the error of a CONTINUE that leaves a block prints it")

    def note_end_labels(self) -> None:
        """Add the labels after END to those of their blocks and loops."""
        for node, at in find_end_labels(self.body):
            binding = self._labelled.get(id(node))
            if binding is not None:
                binding.tokens.append(at)


def _query_fields(query: Fragment) -> frozenset[str] | None:
    """The columns of a query's rows, if the text names each."""
    reading = read_fragment(query)
    if reading is None:
        return None
    return reading.fields


def _with_row(scope: Scope, record: Binding, known: frozenset[str], steps: Any) -> Scope:  # noqa: ANN401
    """The scope in a loop that fills a record, unless a step may fill it otherwise."""
    fragments = [node for node in walk_nodes(steps) if isinstance(node, Fragment)]
    targets = {decode_name(each.text.partition(".")[0].strip()) for each in fragments if each.kind == "target"}
    passed = any(record.name in each.text.lower() for each in fragments if each.kind == "call")
    if record.name in targets or passed:
        return replace(scope, rows={**scope.rows, record: _NO_FIELDS})
    return replace(scope, rows={**scope.rows, record: known})
