"""Gets the key of a row that is there, or inserts the row and takes the new key."""

from collections.abc import Iterator

from pglast import ast
from pglast.enums import OnConflictAction

from engine.analysis.expressions import nodes_within, relation_name
from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import ProjectFacts, bare
from engine.analysis.sites import SqlSite, StepSite
from engine.analysis.steps import fragment_root
from engine.patterns.detector import Detector, PatternEvidence
from engine.patterns.questions.changes import TableChange, inserts, returned
from engine.plpgsql import tree


def _detect(unit: ParsedUnit, _: ProjectFacts) -> Iterator[PatternEvidence]:
    looked_up = _looked_up(unit)
    for change in inserts(unit):
        step = change.site.step
        if step is not None and change.table in looked_up and _takes_key(step) and _is_conditional(step):
            yield PatternEvidence(change.span, {"table": change.table}, 0.9)
        elif (returned(change.node) and _is_in_union(change.site.unit, change.table)) or (
            step is not None and (_reads_on_duplicate(step, change.table) or _reads_after(change))
        ):
            yield PatternEvidence(change.span, {"table": change.table}, 0.85)


def _reads_on_duplicate(site: StepSite, table: str) -> bool:
    """Whether the handler of a duplicate reads the row that was there into the variable of the new key."""
    block = site.parent.node if site.parent is not None else None
    if not isinstance(block, tree.Block) or not _takes_key(site):
        return False
    steps = [step for handler in block.handlers if _is_duplicate(handler) for step in handler.steps]
    return any(isinstance(step, tree.Sql) and step.into is not None and table in _tables(step) for step in steps)


def _is_duplicate(handler: tree.Handler) -> bool:
    return any(each.name == "unique_violation" for each in handler.conditions)


def _tables(step: tree.Sql) -> set[str]:
    root = fragment_root(step.statement)
    return {bare(relation_name(each)) for each in nodes_within(root) if isinstance(each, ast.RangeVar)}


def _reads_after(change: TableChange) -> bool:
    """Whether an INSERT that ignores conflicts is followed by a query of the row in the same unit."""
    conflict = change.node.onConflictClause
    if conflict is None or conflict.action != OnConflictAction.ONCONFLICT_NOTHING:
        return False
    for site in change.site.unit.sites(ast.RangeVar):
        is_later = site.start > change.position and site.above(ast.InsertStmt) is None
        if is_later and bare(relation_name(site.node)) == change.table and _is_result(site):
            return True
    return False


def _is_result(site: SqlSite) -> bool:
    """Whether a query gives a value to a variable, or the result of the routine."""
    step = site.step.node if site.step is not None else None
    return isinstance(step, (tree.Return, tree.Assign)) or (isinstance(step, tree.Sql) and step.into is not None)


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
