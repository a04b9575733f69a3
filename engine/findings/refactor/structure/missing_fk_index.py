"""No index leads with the columns of a foreign key."""

from collections.abc import Iterator

from pglast import ast
from pglast.enums import ConstrType

from engine.analysis.expressions import relation_name
from engine.analysis.project_facts import ProjectFacts, bare
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit
from engine.source.node_strings import node_strings


def _check(site: SqlSite, facts: ProjectFacts) -> Iterator[Hit]:
    node = site.node
    statement = site.above(ast.CreateStmt, ast.AlterTableStmt)
    if node.contype != ConstrType.CONSTR_FOREIGN or statement is None or site.step is not None:
        return
    column = site.above(ast.ColumnDef)
    columns = tuple(node_strings(node.fk_attrs)) or ((column.colname or "",) if column else ())
    table = relation_name(statement.relation)
    if not _is_led(columns, facts.indexes.get(bare(table), [])):
        named = ", ".join(columns)
        yield Hit(site.place, f"No index of {table} leads with {named}, which refers to {relation_name(node.pktable)}.")


def _is_led(columns: tuple[str, ...], indexes: list[tuple[str, ...]]) -> bool:
    """Whether an index begins with these columns, in any order."""
    return any(set(each[: len(columns)]) == set(columns) for each in indexes)


_KIND = "CREATE TABLE kind (id integer PRIMARY KEY); "

RULE = FindingRule(
    id="REF007",
    name="missing-fk-index",
    family="missing_fk_index",
    category="refactor",
    severity=Severity.LOW,
    node=ast.Constraint,
    check=_check,
    sentence="Joins along the key, and every DELETE of a referenced row, read the whole table.",
    hint="CREATE INDEX CONCURRENTLY on the columns of the key.",
    effort_minutes=10,
    positive=(
        _KIND + "CREATE TABLE item (id integer PRIMARY KEY, kind integer REFERENCES kind (id));",
        _KIND + "CREATE TABLE item (id integer, kind integer, FOREIGN KEY (kind) REFERENCES kind (id));",
        _KIND
        + "CREATE TABLE item (id integer, kind integer); ALTER TABLE item ADD FOREIGN KEY (kind) REFERENCES kind;",
    ),
    near_miss=(
        _KIND + "CREATE TABLE item (kind integer REFERENCES kind (id)); CREATE INDEX item_kind ON item (kind);",
        "CREATE TABLE item (id integer PRIMARY KEY REFERENCES kind (id));",
    ),
)
