"""A variable that is declared nowhere."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.expressions import column_path
from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite, StepSite
from engine.analysis.variables.known_names import known_names, plain_name
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit
from engine.plpgsql import tree

_OWN_SCOPE = (ast.InsertStmt, ast.UpdateStmt, ast.DeleteStmt, ast.MergeStmt, ast.CreateTableAsStmt, ast.CreateStmt)


def _check(site: StepSite, _facts: ProjectFacts) -> Iterator[Hit]:
    unit = site.unit
    if unit.unit.template or unit.tree is None or unit.tree.opaque:
        return
    known = known_names(unit)
    for each in (*unit.sites(tree.Assign), *unit.sites(tree.DiagnosticsItem)):
        name = each.node.target.text.partition(".")[0].partition("[")[0].strip()
        if plain_name(name) not in known and not name.startswith(("$", '"')):
            yield Hit(each.parent.place if each.parent else site.place, f"{name} is not declared.")
    for each in _lone_columns(unit):
        path = column_path(each.node)
        if path[0] not in known and path[-1] != "*":
            yield Hit(each.place, f"{path[0]} is not declared, and the expression has no FROM.")


def _lone_columns(unit: ParsedUnit) -> Iterator[SqlSite]:
    """The column references that no table can give a meaning to."""
    for each in unit.sites(ast.ColumnRef):
        step = each.step.node if each.step else None
        if step is None or isinstance(step, (tree.Cursor, tree.Open, tree.SqlBody)) or _has_tables(each):
            continue
        yield each


def _has_tables(site: SqlSite) -> bool:
    """Whether any statement around it brings tables, or the reference is a name of something else."""
    for each in site.ancestors():
        node = each.node
        if isinstance(node, _OWN_SCOPE) or (isinstance(node, ast.SelectStmt) and (node.fromClause or node.withClause)):
            return True
        if isinstance(node, (ast.VariableSetStmt, ast.DefElem, ast.CallStmt, ast.SortBy)):
            return True
        if each.parent is None and not isinstance(node, ast.SelectStmt):
            return True
    return False


RULE = FindingRule(
    id="COR011",
    name="undeclared-name",
    family="runtime_error",
    category="correctness",
    severity=Severity.HIGH,
    node=tree.Body,
    check=_check,
    sentence="The routine fails as soon as the statement is reached.",
    hint="Declare the variable, or correct its name.",
    effort_minutes=10,
    positive=(
        ("CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN total := p; RETURN p; END $$;"),
        ("CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RETURN p + v_size; END $$;"),
    ),
    near_miss=(
        (
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ "
            "DECLARE c CURSOR FOR SELECT id FROM item; BEGIN FOR r IN c LOOP p := r.id; END LOOP; RETURN p; END $$;"
        ),
        (
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ DECLARE total integer; BEGIN "
            "total := p; RETURN total; END $$;"
        ),
        (
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RETURN (SELECT size "
            "FROM item WHERE id = p); END $$;"
        ),
        "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RETURN f.p; END $$;",
    ),
)
