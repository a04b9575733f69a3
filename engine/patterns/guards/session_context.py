"""What belongs to the session or the request is set, or chooses what is read or written."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.expressions import function_name, text_constant
from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.patterns.detector import Detector, PatternEvidence
from engine.patterns.questions.calls import is_session_user
from engine.patterns.questions.changes import statement_span
from engine.patterns.questions.refusals import refusal_kind
from engine.patterns.questions.siblings import step_before
from engine.plpgsql import tree

_SETTINGS = frozenset({"current_setting", "set_config"})
_TOKEN = frozenset({"uid", "jwt"})  # who the token of the request names
_CHOOSING = (ast.SelectStmt, ast.InsertStmt, ast.UpdateStmt, ast.DeleteStmt, ast.CreatePolicyStmt)


def _detect(unit: ParsedUnit, _: ProjectFacts) -> Iterator[PatternEvidence]:
    for site in unit.sites(ast.FuncCall):
        name = function_name(site.node)
        if name in _SETTINGS and _is_of_request(site) and not _is_in_message(site):
            yield PatternEvidence(statement_span(site), {"setting": name}, 0.9)
    for kind in (ast.SQLValueFunction, ast.ColumnRef):
        for site in unit.sites(kind):
            if is_session_user(site.node) and _chooses(site) and not _only_refuses(site):
                yield PatternEvidence(statement_span(site), {"setting": "user"}, 0.85)
    for site in unit.sites(ast.FuncCall):
        if function_name(site.node) in _TOKEN and _chooses(site) and not _only_refuses(site):
            yield PatternEvidence(statement_span(site), {"setting": "token"}, 0.8)


def _is_of_request(site: SqlSite) -> bool:
    """Whether a setting may be one of the application: those of the server have no dot in their name."""
    named = text_constant(next(iter(site.node.args or ()), None))
    return named is None or "." in named or named in {"role", "session_authorization"}


def _is_in_message(site: SqlSite) -> bool:
    return site.step is not None and isinstance(site.step.node, (tree.Raise, tree.RaiseOption))


def _only_refuses(site: SqlSite) -> bool:
    """Whether the query is asked only to refuse: the IF after it raises."""
    return any(
        site.step is not None and refusal_kind(each.node.then) and step_before(each) is site.step.node
        for each in site.unit.sites(tree.If)
    )


def _chooses(site: SqlSite) -> bool:
    """Whether the user decides about rows: in a condition of a query that has tables."""
    query = site.above(*_CHOOSING)
    if not isinstance(query, (ast.SelectStmt, ast.UpdateStmt, ast.DeleteStmt)):
        return False
    is_query = not isinstance(query, ast.SelectStmt) or bool(query.fromClause)
    return is_query and any(isinstance(each.node, ast.A_Expr) for each in site.ancestors())


DETECTOR = Detector(
    pattern="session_context",
    category="validation",
    sentence="Reads or sets what belongs to the session to choose what it works on.",
    detect=_detect,
    positive=(
        "CREATE FUNCTION me() RETURNS int LANGUAGE sql AS $$ SELECT id FROM person WHERE login = session_user $$;",
        (
            "CREATE FUNCTION enter(p int) RETURNS void LANGUAGE sql AS "
            "$$ SELECT set_config('app.tenant', p::text, true) $$;"
        ),
    ),
    near_miss=(
        """CREATE FUNCTION where_am_i() RETURNS void LANGUAGE plpgsql AS $$
BEGIN RAISE NOTICE 'in %', current_database(); END $$;""",
    ),
)
