"""Routines rewritten so that they do the same in other words: renamed, reordered, WITH, CASE, loops over rows."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pglast import ast, parse_sql
from pglast.parser import ParseError
from pglast.stream import RawStream
from pglast.visitors import Visitor

from engine.plpgsql import parse_body, tree
from engine.plpgsql.lexer import tokenize
from engine.proof.renames.scopes import find_bindings
from engine.proof.tree_nodes import walk_nodes
from engine.source.node_strings import node_strings
from engine.source.routine_body import routine_body
from engine.source.split_file import split
from engine.source.unit import Unit

Edit = tuple[int, int, str]  # characters of the body, and what takes their place


@dataclass(frozen=True, slots=True)
class Mutant:
    """A routine that means the same as `original`."""

    kind: str
    original: Unit
    unit: Unit


def mutants(unit: Unit, chance: random.Random) -> Iterator[Mutant]:
    """Yield a mutant a kind that applies; every one is renamed as well."""
    body = routine_body(unit)
    if body is None or unit.language != "plpgsql" or f"${body.text}$" not in unit.text:
        return
    renamed = _renamed(unit, chance)
    if renamed:
        yield Mutant("rename", unit, renamed)
    for kind, mutate in KINDS.items():
        edits = list(mutate(parse_body(body.text), chance))
        changed = _reread(unit.text.replace(body.text, _edited(body.text, edits))) if edits else None
        if changed:
            yield Mutant(kind, unit, _renamed(changed, chance) or changed)


def _edited(text: str, edits: list[Edit]) -> str:
    last = len(text) + 1
    for start, end, new in sorted(edits, reverse=True):
        if end <= last:
            text = text[:start] + new + text[end:]
            last = start
    return text


def _reread(text: str) -> Unit | None:
    units = split(text, "mutant.sql").units
    good = len(units) == 1 and units[0].node is not None and units[0].fault is None
    body = routine_body(units[0]) if good else None
    return units[0] if body and parse_body(body.text).block and not parse_body(body.text).opaque else None


_WORDS = (
    "alpha", "beta", "gamma", "delta", "item", "thing", "part", "piece", "value", "result", "entry", "probe", "left",
    "right", "first", "second", "third", "mark",
)  # fmt: skip


def _renamed(unit: Unit, chance: random.Random) -> Unit | None:
    """Rename the routine, its parameters and its variables, and drop the comments of its body."""
    body = routine_body(unit)
    names = _parameters(unit)
    if body is None:
        return None
    parsed = parse_body(body.text)
    bindings = find_bindings(parsed, tuple(names), unit.name) or []
    words = chance.sample(_WORDS, len(_WORDS))
    fresh = {each.name: f"{words[at % len(words)]}_{at}" for at, each in enumerate(bindings) if not each.blocked}
    edits = [
        (parsed.tokens[at].start, parsed.tokens[at].end, fresh[each.name])
        for each in bindings
        if not each.blocked
        for at in each.tokens
    ]
    edits += [(each.span.start, each.span.end, " ") for each in parsed.comments]
    inner = _edited(body.text, edits)
    at = unit.text.index(body.text)
    header = _renamed_header(unit.text[:at], fresh, f"{chance.choice(words)}_{chance.choice(words)}")
    return _reread(header + inner + unit.text[at + len(body.text) :])


def _parameters(unit: Unit) -> list[str]:
    node = unit.node
    found = (node.parameters or ()) if isinstance(node, ast.CreateFunctionStmt) else ()
    return [each.name or "" for each in found]


def _renamed_header(header: str, fresh: dict[str, str], name: str) -> str:
    opening = header.rfind("$", 0, header.rfind("$")) if header.endswith("$") else len(header)
    tokens, _ = tokenize(header[:opening])
    edits: list[Edit] = [(each.start, each.end, fresh[each.word]) for each in tokens if each.word in fresh]
    routine = next((at for at, each in enumerate(tokens) if each.word in {"function", "procedure"}), 0)
    bracket = next((at for at, each in enumerate(tokens) if at > routine and each.word == "("), 1)
    own = tokens[bracket - 1]
    return _edited(header, [*(each for each in edits if each[0] != own.start), (own.start, own.end, name)])


def _statements(body: tree.Body) -> Iterator[tuple[tree.Fragment, ast.Node]]:
    """The SQL of a body, parsed; without those that an INTO was cut out of."""
    for node in walk_nodes(body.block):
        if isinstance(node, tree.Fragment) and node.kind in {"statement", "query"} and len(node.ranges) == 1:
            try:
                found = parse_sql(node.text)
            except ParseError:
                continue
            if len(found) == 1:
                yield node, found[0].stmt


def _printed(fragment: tree.Fragment, root: ast.Node) -> Edit:
    return fragment.span.start, fragment.span.end, RawStream()(root)


class _Reverse(Visitor):
    changed = False

    def visit_BoolExpr(self, _ancestors: object, node: ast.BoolExpr) -> None:  # noqa: N802 - pglast's name
        node.args = tuple(reversed(node.args))
        self.changed = True

    def visit_UpdateStmt(self, _ancestors: object, node: ast.UpdateStmt) -> None:  # noqa: N802
        node.targetList = tuple(reversed(node.targetList))
        self.changed = self.changed or len(node.targetList) > 1


def reorder(body: tree.Body, _chance: random.Random) -> Iterator[Edit]:
    """Conditions and assignments of columns the other way round; declarations too."""
    for fragment, root in _statements(body):
        visitor = _Reverse()
        visitor(root)
        if visitor.changed:
            yield _printed(fragment, root)
    declared = body.block.declarations if body.block else ()
    if len(declared) > 1 and all(isinstance(each, tree.Variable) and each.default is None for each in declared):
        for one, other in zip(declared, reversed(declared), strict=True):
            yield one.span.start, one.span.end, body.text[other.span.start : other.span.end]


class _ToWith(Visitor):
    def __init__(self) -> None:
        self.queries: list[ast.CommonTableExpr] = []

    def visit_RangeSubselect(self, _ancestors: object, node: ast.RangeSubselect) -> ast.RangeVar | None:  # noqa: N802
        if node.lateral or node.alias is None or node.alias.colnames:
            return None
        name = f"{node.alias.aliasname}_rows"
        self.queries.append(ast.CommonTableExpr(ctename=name, ctequery=node.subquery, ctematerialized=0))
        return ast.RangeVar(relname=name, inh=True, relpersistence="p", alias=node.alias)


def cte_to_subquery(body: tree.Body, _chance: random.Random) -> Iterator[Edit]:
    """WITH queries in the place of their names, or sub-queries of FROM in a WITH."""
    for fragment, root in _statements(body):
        if getattr(root, "withClause", None) is None:
            visitor = _ToWith()
            visitor(root)
            if visitor.queries:
                root.withClause = ast.WithClause(ctes=tuple(visitor.queries), recursive=False)
                yield _printed(fragment, root)
        elif not root.withClause.recursive:
            yield from _inlined(fragment, root)


class _Inline(Visitor):
    def __init__(self, queries: dict[str, ast.Node]) -> None:
        self.queries = queries

    def visit_RangeVar(self, _ancestors: object, node: ast.RangeVar) -> ast.RangeSubselect | None:  # noqa: N802
        if node.schemaname or node.relname not in self.queries:
            return None
        alias = node.alias or ast.Alias(aliasname=node.relname)
        return ast.RangeSubselect(lateral=False, subquery=self.queries[node.relname], alias=alias)


def _inlined(fragment: tree.Fragment, root: ast.Node) -> Iterator[Edit]:
    queries = {each.ctename: each.ctequery for each in root.withClause.ctes}
    if all(isinstance(each, ast.SelectStmt) for each in queries.values()):
        root.withClause = None
        _Inline(queries)(root)
        yield _printed(fragment, root)


def if_to_case(body: tree.Body, _chance: random.Random) -> Iterator[Edit]:
    """IF with an ELSE as CASE, and a searched CASE as IF."""
    for node in walk_nodes(body.block):
        if isinstance(node, tree.If) and node.otherwise:
            yield node.span.start, node.span.end, _case_text(body.text, node)
        elif (
            isinstance(node, tree.Case)
            and node.subject is None
            and all(len(each.conditions) == 1 for each in node.cases)
        ):
            yield node.span.start, node.span.end, _if_text(body.text, node)


def _is_searched(node: tree.Case) -> bool:
    return node.subject is None and all(len(each.conditions) == 1 for each in node.cases)


def _steps_text(text: str, steps: tree.Steps | None) -> str:
    return text[steps[0].span.start : steps[-1].span.end] if steps else "NULL;"


def _case_text(text: str, node: tree.If) -> str:
    arms = [(node.condition, node.then), *((each.condition, each.steps) for each in node.elsifs)]
    said = " ".join(f"WHEN {condition.text} THEN {_steps_text(text, steps)}" for condition, steps in arms)
    return f"CASE {said} ELSE {_steps_text(text, node.otherwise)} END CASE;"


def _if_text(text: str, node: tree.Case) -> str:
    said = " ELSIF ".join(f"{each.conditions[0].text} THEN {_steps_text(text, each.steps)}" for each in node.cases)
    otherwise = f" ELSE {_steps_text(text, node.otherwise)}" if node.otherwise else ""
    return f"IF {said}{otherwise} END IF;"


def loop_to_set(body: tree.Body, _chance: random.Random) -> Iterator[Edit]:
    """An UPDATE or DELETE of many rows as a loop over them."""
    for fragment, root in _statements(body):
        if _changes_rows_of_one_table(root):
            where = RawStream()(root.whereClause)
            table = RawStream()(root.relation)
            root.whereClause = parse_sql("SELECT each_row.ctid = found_row.ctid")[0].stmt.targetList[0].val
            inner = RawStream()(root).replace("each_row.", "")
            head = f"FOR found_row IN SELECT ctid FROM {table} WHERE {where} LOOP "
            yield fragment.span.start, fragment.span.end, f"{head}{inner}; END LOOP"


def _changes_rows_of_one_table(root: ast.Node) -> bool:
    if not isinstance(root, ast.UpdateStmt | ast.DeleteStmt) or root.whereClause is None:
        return False
    others = ("withClause", "returningClause", "fromClause", "usingClause")
    return all(getattr(root, each, None) is None for each in others)


KINDS: dict[str, Callable[[tree.Body, random.Random], Iterator[Edit]]] = {
    "reorder": reorder, "cte": cte_to_subquery, "case": if_to_case, "loop": loop_to_set,
}  # fmt: skip


def own_names(unit: Unit) -> list[str]:
    """The parts of a routine's name."""
    return node_strings(unit.node.funcname) if isinstance(unit.node, ast.CreateFunctionStmt) else []
