"""The row is changed if it is there and inserted if not."""

from collections.abc import Iterator

from pglast import ast
from pglast.enums import CmdType, NullTestType, OnConflictAction

from engine.analysis.expressions import column_path, nodes_within
from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import StepSite
from engine.patterns.detector import Detector, PatternEvidence
from engine.patterns.questions.branches import common_choice
from engine.patterns.questions.changes import TableChange, inserts, statement_span, updates
from engine.patterns.questions.refusals import step_expression
from engine.patterns.questions.siblings import step_after
from engine.plpgsql import tree


def _detect(unit: ParsedUnit, _: ProjectFacts) -> Iterator[PatternEvidence]:
    for change in inserts(unit):
        conflict = change.node.onConflictClause
        if conflict is not None and conflict.action == OnConflictAction.ONCONFLICT_UPDATE:
            yield PatternEvidence(change.span, {"table": change.table}, 0.98)
    for site in unit.sites(ast.MergeStmt):
        commands = {each.commandType for each in site.node.mergeWhenClauses or ()}
        if {CmdType.CMD_UPDATE, CmdType.CMD_INSERT} <= commands:
            yield PatternEvidence(statement_span(site), {}, 0.95)
    for changed, inserted in _pairs(unit):
        if _is_alternative(changed, inserted):
            yield PatternEvidence(inserted.span, {"table": inserted.table}, 0.9)


def _pairs(unit: ParsedUnit) -> Iterator[tuple[TableChange, TableChange]]:
    for changed in updates(unit):
        for inserted in inserts(unit):
            if changed.table == inserted.table and changed.table:
                yield changed, inserted


def _is_alternative(changed: TableChange, inserted: TableChange) -> bool:
    """Whether the INSERT runs only where the UPDATE found no row, or the other way round."""
    first, second = changed.site.step, inserted.site.step
    if first is None or second is None or first is second:
        return first is second and _insert_excludes(inserted)
    return (
        _is_after_not_found(second)
        or _leaves_if_found(first)
        or _are_branches(first, second)
        or _handles_duplicate(first)
    )


def _is_after_not_found(site: StepSite) -> bool:
    above = [each for each in site.ancestors() if isinstance(each.node, tree.If)]
    counted = {
        item.target.text.lower()
        for each in site.unit.sites(tree.GetDiagnostics)
        for item in each.node.items
        if item.item == "row_count"
    }
    return any(_asks_found(each.node, counted) for each in above[:1])


def _leaves_if_found(site: StepSite) -> bool:
    """UPDATE, then RETURN or EXIT where it had a row: what follows runs only where it had none."""
    follower = step_after(site)
    return (
        isinstance(follower, tree.If)
        and follower.otherwise is None
        and " ".join(follower.condition.text.lower().split()) == "found"
        and any(isinstance(each, (tree.Return, tree.Exit)) for each in follower.then)
    )


def _asks_found(node: tree.If, counted: set[str]) -> bool:
    condition = step_expression(node.condition)
    names = {path[-1] for each in nodes_within(condition) if (path := column_path(each))}
    return bool(names & ({"found"} | counted))


def _are_branches(first: StepSite, second: StepSite) -> bool:
    """Two branches of one IF that looks whether the row is there."""
    choice = common_choice(first, second)
    return choice is not None and isinstance(choice.node, tree.If) and _looks_up(choice)


def _looks_up(site: StepSite) -> bool:
    text = site.node.condition.text.lower()
    return "exists" in text or "found" in text or "is null" in text or "is not null" in text or "count" in text


def _handles_duplicate(first: StepSite) -> bool:
    """An UPDATE in the handler of an INSERT that met a duplicate."""
    handlers = [each.node for each in first.ancestors() if isinstance(each.node, tree.Handler)]
    return any(condition.name == "unique_violation" for each in handlers for condition in each.conditions)


def _insert_excludes(inserted: TableChange) -> bool:
    """A WITH that updates, and an INSERT of what it missed."""
    where = list(nodes_within(getattr(inserted.node.selectStmt, "whereClause", None)))
    is_outer = any(isinstance(each, ast.NullTest) and each.nulltesttype == NullTestType.IS_NULL for each in where)
    return is_outer or any(isinstance(each, ast.SubLink) for each in where)


DETECTOR = Detector(
    pattern="upsert",
    category="state_machine",
    sentence="Changes the row if it is there and inserts it if not.",
    detect=_detect,
    positive=(
        (
            "CREATE FUNCTION put(x text, y text) RETURNS void LANGUAGE sql AS "
            "$$ INSERT INTO setting (k, v) VALUES (x, y) ON CONFLICT (k) DO UPDATE SET v = excluded.v $$;"
        ),
        """CREATE FUNCTION put(x text, y text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE setting SET v = y WHERE k = x;
  IF NOT FOUND THEN INSERT INTO setting (k, v) VALUES (x, y); END IF;
END $$;""",
        """CREATE FUNCTION put(x text, y text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM setting WHERE k = x) THEN UPDATE setting SET v = y WHERE k = x;
  ELSE INSERT INTO setting (k, v) VALUES (x, y); END IF;
END $$;""",
        """CREATE FUNCTION put(x text, y text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  WITH given AS (SELECT x AS k, y AS v), changed AS (
    UPDATE setting s SET v = g.v FROM given g WHERE s.k = g.k RETURNING s.k
  )
  INSERT INTO setting SELECT g.* FROM given g LEFT JOIN changed USING (k) WHERE changed.k IS NULL;
END $$;""",
    ),
    near_miss=(
        """CREATE FUNCTION put(x text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO setting (k) VALUES (x);
EXCEPTION WHEN unique_violation THEN RAISE EXCEPTION 'this setting is there already';
END $$;""",
    ),
)
