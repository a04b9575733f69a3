"""Rules and schemas have shapes of their own."""

from engine.conversion import convert_file
from engine.proof.verdict import VerdictKind
from engine.source.split_file import split
from engine.spec.model import RuleSpec, SchemaSpec, SpecFile
from engine.spec.reader import read_spec


def lifted(sql: str) -> SpecFile:
    """Return the proved spec of one statement."""
    (conversion,) = convert_file(split(sql, "a.sql"))
    assert conversion.verdict is not None and conversion.verdict.kind is VerdictKind.PROVED
    return read_spec(conversion.spec)


def test_a_rule_has_its_event_condition_and_commands() -> None:
    sql = 'CREATE OR REPLACE RULE r AS ON insert TO s.t WHERE new.a > 1 DO INSTEAD (DELETE FROM u; NOTIFY "x;y";);'
    assert lifted(sql).rules == (
        RuleSpec(
            name="r", replace=True, table="s.t", event="insert", when="new.a > 1", instead=True,
            commands=("DELETE FROM u", 'NOTIFY "x;y"'),
        ),
    )  # fmt: skip


def test_a_rule_without_commands_does_nothing() -> None:
    assert lifted("CREATE RULE r AS ON UPDATE TO t DO NOTHING;").rules == (
        RuleSpec(name="r", table="t", event="update"),
    )


def test_a_schema_has_its_owner() -> None:
    assert lifted("CREATE SCHEMA IF NOT EXISTS s AUTHORIZATION joe;").schemas == (
        SchemaSpec(name="s", if_not_exists=True, owner="joe"),
    )


def test_a_schema_with_objects_inside_is_kept_whole() -> None:
    assert lifted("CREATE SCHEMA s CREATE TABLE t (a int);").statements
    assert lifted("CREATE SCHEMA AUTHORIZATION joe;").statements
