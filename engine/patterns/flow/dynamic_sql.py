"""A statement is put together from variable parts and run."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.expressions import column_path, nodes_within
from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import ProjectFacts
from engine.patterns.detector import Detector, PatternEvidence
from engine.patterns.questions.refusals import step_expression
from engine.plpgsql import tree


def _detect(unit: ParsedUnit, _: ProjectFacts) -> Iterator[PatternEvidence]:
    built = _built_variables(unit)
    for kind in (tree.Execute, tree.Dynamic):
        for site in unit.sites(kind):
            if _is_variable(step_expression(site.node.command), built):
                yield PatternEvidence(site.span, {}, 0.95)


def _is_variable(command: ast.Node | None, built: set[str]) -> bool:
    """Whether a command has parts that are known only at run time."""
    for each in nodes_within(command):
        path = column_path(each)
        if path and (each is not command or path[-1] in built or len(path) > 1):
            return True
        if isinstance(each, ast.ParamRef):
            return True
    return isinstance(command, ast.ColumnRef) and not built


def _built_variables(unit: ParsedUnit) -> set[str]:
    """Variables whose text is put together, and parameters: their text is the caller's."""
    parameters = unit.header.parameters if unit.header else ()
    found = {each.name.lower() for each in parameters}
    for site in unit.sites(tree.Assign):
        if _has_parts(step_expression(site.node.value)):
            found.add(site.node.target.text.lower())
    for site in unit.sites(tree.Variable):
        if site.node.default is not None and _has_parts(step_expression(site.node.default)):
            found.add(site.node.name.lower())
    for site in unit.sites(tree.Sql):
        if site.node.into is not None:
            found |= {each.text.lower() for each in site.node.into.targets}
    for site in unit.sites(tree.ForQuery):
        found |= {each.text.lower() for each in site.node.targets}
    return found


def _has_parts(value: ast.Node | None) -> bool:
    return any(column_path(each) for each in nodes_within(value))


DETECTOR = Detector(
    pattern="dynamic_sql",
    category="workflow",
    sentence="Puts a statement together and runs it.",
    detect=_detect,
    positive=(
        """CREATE FUNCTION rows_of(p_table text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE n bigint;
BEGIN EXECUTE format('SELECT count(*) FROM %I', p_table) INTO n; RETURN n; END $$;""",
        """CREATE FUNCTION drop_it(p text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE v_sql text;
BEGIN v_sql := 'DROP TABLE ' || quote_ident(p); EXECUTE v_sql; END $$;""",
    ),
    near_miss=("""CREATE FUNCTION fixed() RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'ANALYZE'; END $$;""",),
)
