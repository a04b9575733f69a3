"""All rows of a parent are replaced: deleted, then inserted."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.expressions import nodes_within
from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import ProjectFacts
from engine.patterns.detector import Detector, PatternEvidence
from engine.patterns.questions.branches import common_choice
from engine.patterns.questions.changes import TableChange, deletes, inserts
from engine.patterns.questions.comparisons import Comparison, comparisons
from engine.plpgsql import tree

_LOOPS = (tree.ForQuery, tree.ForRange, tree.ForCursor, tree.Foreach, tree.Loop, tree.While)


def _detect(unit: ParsedUnit, _: ProjectFacts) -> Iterator[PatternEvidence]:
    for removed in deletes(unit):
        equal = [each for part in removed.conditions for each in comparisons(part) if _names_parent(part, each)]
        for added in inserts(unit):
            if equal and added.table == removed.table and _follows(removed, added) and _adds_many(added):
                yield PatternEvidence(removed.span, {"table": removed.table, "parent": equal[0].column}, 0.9)
                yield PatternEvidence(added.span, {"table": removed.table, "parent": equal[0].column}, 0.9)


def _names_parent(condition: object, comparison: Comparison) -> bool:
    """Whether a column must be a value that is given: a constant is a part of the table, not a parent."""
    if any(isinstance(each, ast.SubLink) for each in nodes_within(condition)):
        return False
    values = comparison.value if isinstance(comparison.value, tuple) else (comparison.value,)
    is_given = any(not isinstance(each, ast.A_Const) for each in values)
    return is_given and comparison.operator in {"=", "any", "in"}


def _adds_many(added: TableChange) -> bool:
    """Whether the INSERT may add several rows: of a query, of a longer list, or turn by turn."""
    source, step = added.node.selectStmt, added.site.step
    in_loop = step is not None and any(isinstance(each.node, _LOOPS) for each in step.ancestors())
    return in_loop or not isinstance(source, ast.SelectStmt) or len(source.valuesLists or ()) != 1


def _follows(removed: TableChange, added: TableChange) -> bool:
    """Whether the INSERT comes after the DELETE in the same run."""
    first, second = removed.site.step, added.site.step
    are_alternatives = first is not None and second is not None and common_choice(first, second) is not None
    return added.position > removed.position and not are_alternatives


DETECTOR = Detector(
    pattern="replace_set",
    category="state_machine",
    sentence="Replaces all rows of a parent.",
    detect=_detect,
    positive=(
        """CREATE FUNCTION set_roles(p int, p_roles int[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM user_role WHERE usr = p;
  INSERT INTO user_role (usr, role) SELECT p, r FROM unnest(p_roles) r;
END $$;""",
    ),
    near_miss=(
        """CREATE FUNCTION seed() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM text WHERE lang = 'fr' AND key IN ('a', 'b');
  INSERT INTO text (lang, key) VALUES ('fr', 'c'), ('fr', 'd');
END $$;""",
        "CREATE FUNCTION drop_roles(p int) RETURNS void LANGUAGE sql AS $$ DELETE FROM user_role WHERE usr = p $$;",
    ),
)
