"""A table that names codes which others refer to, or a fixed translation of codes to names."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.expressions import column_path, relation_name, text_constant
from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import ProjectFacts, bare
from engine.analysis.sites import SqlSite
from engine.patterns.detector import Detector, PatternEvidence
from engine.patterns.questions.changes import statement_span
from engine.patterns.questions.tables import created_table, declared_columns
from engine.plpgsql import tree

_MOST_COLUMNS = 5
_FEWEST_CODES = 3
_TEXT = ("text", "character", "varchar", "char", "citext", "name", "bpchar", "pg_catalog.varchar", "pg_catalog.bpchar")
_NAMES = ("name", "label", "title", "description", "descrip", "descr", "text", "value", "display_name", "libelle")


def _detect(unit: ParsedUnit, facts: ProjectFacts) -> Iterator[PatternEvidence]:
    if created_table(unit) is not None and _names_codes(unit) and _is_looked_up(unit, facts):
        yield PatternEvidence(unit.place().span, {}, 0.85)
    for site in unit.sites(ast.CaseExpr):
        if _translates(site.node) and _is_the_point(unit) and not _is_assigned(site):
            yield PatternEvidence(statement_span(site), {}, 0.85)


def _names_codes(unit: ParsedUnit) -> bool:
    table = created_table(unit)
    columns = declared_columns(unit)
    if table is None or not 2 <= len(columns) <= _MOST_COLUMNS or any(column.refers_to for column in columns):
        return False
    own = bare(relation_name(table.node.relation))
    keys = [column for column in columns if column.is_key]
    names = [column for column in columns if column.type_name.startswith(_TEXT) and _is_name(column.name, own)]
    small_key = any(not column.type_name.startswith(("bigint", "uuid", "pg_catalog.int8")) for column in keys)
    has_array = any("[]" in column.type_name for column in columns)
    if has_array:
        return False
    only_texts = all(column.is_key or column.type_name.startswith((*_TEXT, "bool", "pg_catalog.bool", "smallint", "int", "pg_catalog.int")) for column in columns)  # fmt: skip  # noqa: E501
    return bool(keys and names and small_key and only_texts)


def _is_looked_up(unit: ParsedUnit, facts: ProjectFacts) -> bool:
    """A code for its key, a name that is unique, or one that must be there and whose number is given or referred to."""
    table = facts.relation(unit.unit.name)
    if table is None:
        return False
    single = {each.columns[0] for each in table.keys if len(each.columns) == 1}
    named = [each for each in table.columns if each.type_name.startswith(_TEXT)]
    if any(each.name in single for each in named):
        return True
    numbers = [each for each in table.columns if each.name in single]
    is_given = all(each.default is None and each.identity is None and "serial" not in each.type for each in numbers)
    is_named = any(each.not_null and _is_name(each.name, bare(table.name)) for each in named)
    has_long_key = any(len(each.columns) > 1 for each in table.keys)
    return is_named and not has_long_key and (is_given or bare(table.name) in facts.referenced)


def _is_name(column: str, table: str) -> bool:
    words = column.split("_")
    return (
        column in _NAMES
        or words[0] in _NAMES
        or column.endswith(tuple(f"_{name}" for name in _NAMES))
        or column == table
    )


def _translates(node: ast.CaseExpr) -> bool:
    """At least three constants, each with a constant."""
    cases = [each for each in node.args or () if isinstance(each, ast.CaseWhen)]
    constant = [each for each in cases if text_constant(each.result) is not None and _is_code(each.expr)]
    return bool(column_path(node.arg)) and len(constant) == len(cases) >= _FEWEST_CODES


def _is_code(node: object) -> bool:
    return isinstance(node, ast.A_Const) or text_constant(node) is not None


def _is_assigned(site: SqlSite) -> bool:
    """Whether the translation is only one of the values that a routine works with."""
    return site.step is not None and isinstance(site.step.node, tree.Assign)


def _is_the_point(unit: ParsedUnit) -> bool:
    """A function that does nothing else: it reads no table."""
    return unit.header is not None and not unit.sites(ast.RangeVar)


DETECTOR = Detector(
    pattern="lookup_table",
    category="hierarchy",
    sentence="Names codes that others refer to.",
    detect=_detect,
    positive=(
        "CREATE TABLE colour (code char(2) PRIMARY KEY, name text NOT NULL);",
        (
            "CREATE FUNCTION day_name(d int) RETURNS text LANGUAGE sql AS "
            "$$ SELECT CASE d WHEN 1 THEN 'Monday' WHEN 2 THEN 'Tuesday' WHEN 3 THEN 'Wednesday' END $$;"
        ),
    ),
    near_miss=(
        "CREATE FUNCTION colours() RETURNS SETOF colour LANGUAGE sql AS $$ SELECT * FROM colour $$;",
        "CREATE TABLE draft (id serial PRIMARY KEY, text text);",
        "CREATE TABLE person (id bigint PRIMARY KEY, name text, born date, city int REFERENCES city (id));",
    ),
)
