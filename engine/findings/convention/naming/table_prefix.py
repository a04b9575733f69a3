"""A table whose name lacks the prefix that the others have."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.majority import most_are_named
from engine.analysis.project_facts import ProjectFacts, bare
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit

PREFIX = "tb_"


def _check(site: SqlSite, facts: ProjectFacts) -> Iterator[Hit]:
    name = bare(site.unit.unit.name)
    named = site.is_statement and most_are_named(facts, ast.CreateStmt, PREFIX)
    if named and name and not name.startswith(PREFIX):
        yield Hit(site.unit.place(), f"{name} does not begin with {PREFIX}, as most names of its kind do.")


RULE = FindingRule(
    id="CON001",
    name="table-prefix",
    family="naming",
    category="convention",
    severity=Severity.INFO,
    node=ast.CreateStmt,
    check=_check,
    sentence="Most tables of the project begin with tb_.",
    hint="Rename it, or leave the convention.",
    effort_minutes=15,
    positive=(
        (
            "CREATE TABLE tb_a0 (id integer); CREATE TABLE tb_a1 (id integer); CREATE TABLE tb_a2 (id "
            "integer); CREATE TABLE tb_a3 (id integer); CREATE TABLE tb_a4 (id integer); CREATE TABLE tb_a5 "
            "(id integer); CREATE TABLE tb_a6 (id integer); CREATE TABLE tb_a7 (id integer); CREATE TABLE item "
            "(id integer);"
        ),
    ),
    near_miss=(
        (
            "CREATE TABLE tb_a0 (id integer); CREATE TABLE tb_a1 (id integer); CREATE TABLE tb_a2 (id "
            "integer); CREATE TABLE tb_a3 (id integer); CREATE TABLE tb_a4 (id integer); CREATE TABLE tb_a5 "
            "(id integer); CREATE TABLE tb_a6 (id integer); CREATE TABLE tb_a7 (id integer);"
        ),
        "CREATE TABLE item (id integer);",
    ),
)
