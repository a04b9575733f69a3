"""A row moves from one named state to another, and the move depends on the state it is in."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.expressions import column_path, text_constant
from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.steps import fragment_expression, fragment_root
from engine.patterns.detector import Detector, PatternEvidence
from engine.patterns.questions.changes import TableChange, updates
from engine.patterns.questions.comparisons import comparisons, text_values
from engine.patterns.questions.parts import nodes_of_parts
from engine.patterns.questions.refusals import RefusalSite, refusals
from engine.patterns.questions.triggers import is_trigger, names_row
from engine.plpgsql import tree


def _detect(unit: ParsedUnit, _: ProjectFacts) -> Iterator[PatternEvidence]:
    refused = list(refusals(unit))
    for change in updates(unit):
        if _renames_everywhere(change):
            continue
        for column, value in change.values.items():
            target = text_constant(value)
            guard = _guard(change, column, refused) if target is not None else None
            if guard is not None:
                yield PatternEvidence(change.span, {"field": column, "from": guard, "to": target or ""}, 0.95)
            elif permitted := _permitting_branch(change, column):
                yield PatternEvidence(change.span, {"field": column, "from": ", ".join(permitted)}, 0.85)
    if is_trigger(unit):
        yield from _guarded_moves(refused)


def _renames_everywhere(change: TableChange) -> bool:
    """A statement of a script that changes a value in every row: the value gets another name."""
    compared = {each.column for each in comparisons(change.node.whereClause)}
    return change.site.is_statement and compared <= change.values.keys()


def _guard(change: TableChange, column: str, refused: list[RefusalSite]) -> str | None:
    """The states that a column must have before it changes, from WHERE or from a refusal above."""
    own = {change.table, *(part for part in (_alias(change),) if part)}
    for each in comparisons(getattr(change.node, "whereClause", None)):
        names_it = each.column == column and (len(each.path) == 1 or each.path[-2] in own)
        if names_it and (states := text_values(each.value)):
            return ", ".join(states)
    for refusal in refused:
        if refusal.site.span.start < change.position and (states := _states(refusal, column)):
            return ", ".join(states)
    return None


def _permitting_branch(change: TableChange, column: str) -> tuple[str, ...]:
    """The states that a branch of IF or CASE around a change requires of the column, or of a variable read from it."""
    step = change.site.step
    for each in step.ancestors() if step is not None else ():
        if isinstance(each.node, tree.If):
            fragments = [each.node.condition, *(branch.condition for branch in each.node.elsifs)]
            for condition in map(fragment_expression, fragments):
                if states := _read_states(condition, column, change):
                    return states
        if isinstance(each.node, tree.Case) and column in (each.node.subject.text if each.node.subject else "").lower():
            return tuple(state for case in each.node.cases for part in case.conditions for state in _constants(part))
    return ()


def _constants(fragment: tree.Fragment) -> tuple[str, ...]:
    return text_values(fragment_expression(fragment))


def _read_states(condition: object, column: str, change: TableChange) -> tuple[str, ...]:
    """The constants that a condition compares the column with, or a variable that a query read from it."""
    variables = _variables_read_from(column, change)
    for each in comparisons(condition):
        if (each.column in variables or each.column == column) and (states := text_values(each.value)):
            return states
    return ()


def _variables_read_from(column: str, change: TableChange) -> set[str]:
    """The variables that a query of the unit fills with the column."""
    found: set[str] = set()
    for site in change.site.unit.sites(tree.Sql):
        query = fragment_root(site.node.statement)
        if site.node.into is None or not isinstance(query, ast.SelectStmt):
            continue
        read = {path[-1] for each in nodes_of_parts(query.targetList) if (path := column_path(each))}
        if column in read:
            found |= {each.text.lower() for each in site.node.into.targets}
    return found


def _states(refusal: RefusalSite, column: str) -> tuple[str, ...]:
    """The constants that a refusal compares a column, or a variable named after it, with."""
    for each in comparisons(refusal.condition):
        if column in each.column and (states := text_values(each.value)):
            return states
    return ()


def _guarded_moves(refused: list[RefusalSite]) -> Iterator[PatternEvidence]:
    """A trigger that refuses by the old state and the new one."""
    for each in refused:
        compared = {(found.path[0], found.column) for found in comparisons(each.condition) if text_values(found.value)}
        for column in {name for _, name in compared}:
            if {("old", column), ("new", column)} <= compared and names_row(each.condition):
                yield PatternEvidence(each.site.span, {"field": column}, 0.9)


def _alias(change: TableChange) -> str:
    alias = change.node.relation.alias
    if alias:
        return (alias.aliasname or "").lower()
    return ""


DETECTOR = Detector(
    pattern="state_machine",
    category="state_machine",
    sentence="Moves a row to another state if the state it is in allows it.",
    detect=_detect,
    positive=(
        (
            "CREATE FUNCTION ship(p int) RETURNS void LANGUAGE sql AS "
            "$$ UPDATE parcel SET state = 'sent' WHERE id = p AND state = 'packed' $$;"
        ),
        """CREATE FUNCTION close_case(p int) RETURNS void LANGUAGE plpgsql AS $$
DECLARE v_status text;
BEGIN
  SELECT status INTO v_status FROM cases WHERE id = p;
  IF v_status NOT IN ('open', 'waiting') THEN RAISE EXCEPTION 'not open'; END IF;
  UPDATE cases SET status = 'closed' WHERE id = p;
END $$;""",
        """CREATE FUNCTION guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.stage = 'final' AND NEW.stage <> 'final' THEN RAISE EXCEPTION 'it is final'; END IF;
  RETURN NEW;
END $$;""",
    ),
    near_miss=(
        "CREATE FUNCTION ship(p int) RETURNS void LANGUAGE sql AS $$ UPDATE parcel SET state = 'sent' WHERE id = p $$;",
        (
            "CREATE FUNCTION off(p int) RETURNS void LANGUAGE sql AS "
            "$$ UPDATE job SET active = false WHERE id = p AND active = true $$;"
        ),
    ),
)
