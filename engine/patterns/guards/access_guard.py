"""Refuses or filters by a role, a permission or the ownership of the caller."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.expressions import function_name, nodes_within, text_constant
from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.patterns.detector import Detector, PatternEvidence
from engine.patterns.questions.calls import ROLE_TESTS, is_session_user, names_caller
from engine.patterns.questions.changes import statement_span
from engine.patterns.questions.refusals import refusal_kind, refusals
from engine.patterns.questions.siblings import tested_lookups
from engine.plpgsql import tree

_RIGHT = frozenset({
    "perm", "permission", "permissions", "privilege", "privs", "priv", "right", "role", "admin", "allowed", "access",
    "can", "grant",
})  # fmt: skip


def _detect(unit: ParsedUnit, _: ProjectFacts) -> Iterator[PatternEvidence]:
    for refusal in refusals(unit):
        if refusal.is_error and _asks_for_right(refusal.condition):
            yield PatternEvidence(refusal.site.span, {}, 0.9)
    for site, lookup in tested_lookups(unit):
        if isinstance(lookup, ast.SelectStmt) and _asks_who(lookup) and refusal_kind(site.node.then):
            yield PatternEvidence(site.span, {}, 0.85)
    for site in unit.sites(ast.FuncCall):
        if function_name(site.node) in ROLE_TESTS and _asks_about_caller(site) and not _only_warns(site):
            yield PatternEvidence(statement_span(site), {"test": function_name(site.node)}, 0.85)
    header = unit.header
    if header is not None and header.returns.startswith("bool") and _decides(unit):
        yield PatternEvidence(unit.place().span, {}, 0.7)


def _asks_about_caller(site: SqlSite) -> bool:
    """Not a check of the rights of a role that is named in the text, and not a statement of a script."""
    arguments = site.node.args or ()
    names_role = len(arguments) == 3 and text_constant(arguments[0]) is not None
    return not names_role and (
        site.step is not None or site.unit.header is not None or not site.unit.sites(ast.SelectStmt)
    )


def _only_warns(site: SqlSite) -> bool:
    """Whether the question leads to a message, and the work goes on."""
    step = site.step.node if site.step is not None else None
    if not isinstance(step, tree.If) or refusal_kind(step.then) is not None:
        return False
    return any(isinstance(each, tree.Raise) for each in step.then)


def _asks_who(query: ast.SelectStmt) -> bool:
    """Whether a query looks up the connected user, or who the token names."""
    found = list(nodes_within(query.whereClause))
    return any(is_session_user(each) or function_name(each) == "uid" for each in found)


def _asks_for_right(condition: object) -> bool:
    found = list(nodes_within(condition))
    if any(is_session_user(each) for each in found):
        return True
    return any(set(function_name(each).split("_")) & _RIGHT for each in found)


def _decides(unit: ParsedUnit) -> bool:
    """Whether a function that answers yes or no asks about the caller."""
    words = set(unit.header.name.lower().split("_")) if unit.header else set()
    asks = any(names_caller(site.node) for kind in (ast.SelectStmt, ast.A_Expr) for site in unit.sites(kind))
    return asks and bool(words & (_RIGHT | {"is", "has", "may", "owns", "member"}))


DETECTOR = Detector(
    pattern="access_guard",
    category="validation",
    sentence="Refuses or filters by a right of the caller.",
    detect=_detect,
    positive=(
        """CREATE FUNCTION edit(p int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF NOT has_right(current_user, 'edit') THEN RAISE EXCEPTION 'not allowed'; END IF;
  UPDATE doc SET n = n + 1 WHERE id = p;
END $$;""",
        "CREATE FUNCTION is_boss() RETURNS boolean LANGUAGE sql AS $$ SELECT pg_has_role('boss', 'member') $$;",
    ),
    near_miss=(
        """CREATE FUNCTION never() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'this table is read-only'; END $$;""",
        """DO $$ BEGIN
  IF NOT pg_has_role('pg_read_server_files', 'usage') THEN RAISE WARNING 'files cannot be read'; END IF;
END $$;""",
    ),
)
