"""Gets the key of a row that is there, or inserts the row and takes the new key."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.expressions import relation_name
from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import ProjectFacts, bare
from engine.analysis.sites import StepSite
from engine.analysis.steps import fragment_root
from engine.patterns.detector import Detector, Evidence
from engine.patterns.questions.changes import inserts, returned
from engine.plpgsql import tree


def _detect(unit: ParsedUnit, _: ProjectFacts) -> Iterator[Evidence]:
    looked_up = _looked_up(unit)
    for change in inserts(unit):
        step = change.site.step
        if step is not None and change.table in looked_up and _takes_key(step) and _is_conditional(step):
            yield Evidence(change.span, {"table": change.table}, 0.9)
        elif returned(change.node) and _is_in_union(change.site.unit, change.table):
            yield Evidence(change.span, {"table": change.table}, 0.85)


def _looked_up(unit: ParsedUnit) -> set[str]:
    """The tables that a SELECT … INTO reads."""
    tables: set[str] = set()
    for site in unit.sites(tree.Sql):
        root = fragment_root(site.node.statement)
        if site.node.into is not None and isinstance(root, ast.SelectStmt):
            tables |= {bare(relation_name(each)) for each in root.fromClause or () if isinstance(each, ast.RangeVar)}
    for site in unit.sites(tree.Assign):
        root = fragment_root(site.node.value)
        for each in unit.sites(ast.RangeVar):
            if each.step is site and root is not None:
                tables.add(bare(relation_name(each.node)))
    return tables


def _takes_key(site: StepSite) -> bool:
    node = site.node
    return isinstance(node, tree.Sql) and node.into is not None


def _is_conditional(site: StepSite) -> bool:
    """Inside an IF that asks whether the look-up found something."""
    for each in site.ancestors():
        if isinstance(each.node, tree.If):
            text = each.node.condition.text.lower()
            return "found" in text or "is null" in text or "is not null" in text
    return False


def _is_in_union(unit: ParsedUnit, table: str) -> bool:
    """A WITH that inserts, and a SELECT of the row that was there."""
    for site in unit.sites(ast.SelectStmt):
        select = site.node
        if select.larg is not None and select.withClause is not None:
            names = {bare(relation_name(each.node)) for each in unit.sites(ast.RangeVar)}
            return table in names
    return False


DETECTOR = Detector(
    pattern="get_or_create",
    category="state_machine",
    sentence="Gets the key of a row, which it inserts if need be.",
    detect=_detect,
    positive=(
        """CREATE FUNCTION tag_id(p text) RETURNS int LANGUAGE plpgsql AS $$
DECLARE r int;
BEGIN
  SELECT id INTO r FROM tag WHERE name = p;
  IF r IS NULL THEN INSERT INTO tag (name) VALUES (p) RETURNING id INTO r; END IF;
  RETURN r;
END $$;""",
    ),
    near_miss=(
        """CREATE FUNCTION tag_id(p text) RETURNS int LANGUAGE plpgsql AS $$
DECLARE r int;
BEGIN
  SELECT id INTO r FROM tag WHERE name = p;
  IF r IS NULL THEN SELECT id INTO r FROM old_tag WHERE name = p; END IF;
  RETURN r;
END $$;""",
    ),
)
