"""A proof of an object is worth something only if every change of meaning breaks it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pglast import parse_sql
from pglast.parser import ParseError, scan

from engine.lift.objects.lift_object import lift_object
from engine.lower.file import lower_file
from engine.proof.ddl.prove_objects import prove_object
from engine.proof.ddl.tree_form import tree_to_tuple
from engine.proof.verdict import Evidence, VerdictKind
from engine.source.split_file import split
from engine.source.unit import ROUTINES
from engine.spec.reader import read_spec
from engine.spec.writer import write_spec

DDL = sorted((Path(__file__).parent / "ddl").glob("*.sql"))

REPLACED = {"ICONST": "77", "SCONST": "'other'", "IDENT": "other_name", "FCONST": "7.5", "Op": "<<|", "ASCII_62": "<"}
WITH_A_BODY = {*ROUTINES, "do"}
SAYS_NOTHING = {
    ("ASCII_44", "CHECK", ""),  # a check of the table becomes one of the column before it
    ("ASCII_44", "CONSTRAINT", ""),
    ("DEFERRABLE", "INITIALLY", ""),  # INITIALLY DEFERRED says it too
    ("NULL_P", "DEFAULT", ""),  # a column may be NULL unless it says otherwise
}


def lowered(text: str) -> list[tuple[str, str]]:
    """The units of a text that have a shape, each with the SQL of its spec as read again."""
    units = [unit for unit in split(text).units if unit.node is not None and unit.kind not in WITH_A_BODY]
    return [(unit.text, lower_file(read_spec(write_spec(lift_object(unit).spec).text))) for unit in units]


def is_proved(original: str, again: str) -> bool:
    return prove_object(original, again).kind is VerdictKind.PROVED


@pytest.mark.parametrize("path", DDL, ids=[path.stem for path in DDL])
def test_what_is_lowered_is_proved(path):
    assert [original for original, again in lowered(path.read_text()) if not is_proved(original, again)] == []


@pytest.mark.parametrize("path", DDL, ids=[path.stem for path in DDL])
def test_no_mutant_of_the_original_is_proved(path):
    survivors = [
        mutant
        for original, again in lowered(path.read_text())
        for mutant in mutants(original)
        if is_proved(mutant, again)
    ]
    assert survivors == []


def mutants(text: str) -> list[str]:
    """The text with one token left out or replaced, where that parses to another tree and means something else."""
    tree, found, tokens = _tree(text), [], [token for token in scan(text) if "COMMENT" not in token.name]
    for token, following in zip(tokens, [*tokens[1:], tokens[-1]], strict=True):
        for instead in ("", REPLACED.get(token.name)):
            if instead is None or (token.name, following.name, instead) in SAYS_NOTHING:
                continue
            mutant = text[: token.start] + instead + text[token.end + 1 :]
            changed = _tree(mutant)
            if changed is not None and changed != tree:
                found.append(mutant)
    return found


def _tree(text: str):
    try:
        return [tree_to_tuple(raw.stmt) for raw in parse_sql(text)]
    except ParseError:
        return None


@pytest.mark.parametrize(
    ("original", "again"),
    [
        ("CREATE TABLE t (a int CHECK (a > 0), b int UNIQUE)",
         "CREATE TABLE t (a int, b int, CHECK (a > 0), UNIQUE (b))"),
        ("CREATE TABLE t (a int DEFAULT 1 NOT NULL)", "CREATE TABLE t (a int NOT NULL DEFAULT 1)"),
        ("CREATE TABLE t (a int NULL)", "create table t (a integer)"),
        ("CREATE TABLE t (a int REFERENCES x INITIALLY DEFERRED DEFERRABLE)",
         "CREATE TABLE t (a int, FOREIGN KEY (a) REFERENCES x DEFERRABLE INITIALLY DEFERRED)"),
        ("CREATE TABLE t (a int, b int, CHECK (a > b), CHECK (a > 0))",
         "CREATE TABLE t (a int CHECK (a > 0), b int, CHECK (a > b))"),
        ("CREATE SEQUENCE s CACHE 2 START 3", "CREATE SEQUENCE s START WITH 3 CACHE 2"),
        ("CREATE SEQUENCE s; ALTER SEQUENCE s OWNED BY t.a", "CREATE SEQUENCE s OWNED BY t.a"),
        ("CREATE VIEW v WITH (security_barrier) AS SELECT 1",
         "CREATE VIEW v WITH (security_barrier = true) AS SELECT 1"),
        ("ALTER TABLE t SET (autovacuum_enabled)", "ALTER TABLE t SET (autovacuum_enabled = true)"),
        ("CREATE TABLE t (a int NOT NULL NOT NULL)", "CREATE TABLE t (a int NOT NULL)"),
        ("GRANT SELECT, INSERT ON t TO r", "GRANT INSERT, SELECT ON t TO r"),
        ("GRANT UPDATE (a, b), SELECT ON t TO r", "GRANT SELECT, UPDATE (b, a) ON t TO r"),
    ],
)  # fmt: skip
def test_two_ways_to_say_the_same_are_equal(original, again):
    assert is_proved(original, again)


@pytest.mark.parametrize(
    ("original", "again"),
    [
        # the index of the first is made first, and is the one an error names
        ("CREATE TABLE t (a int, b int, UNIQUE (a), UNIQUE (b))",
         "CREATE TABLE t (a int, b int, UNIQUE (b), UNIQUE (a))"),
        # both checks are named t_a_check, one gets a number
        ("CREATE TABLE t (a int, CHECK (a > 0), CHECK (a < 9))",
         "CREATE TABLE t (a int, CHECK (a < 9), CHECK (a > 0))"),
        # both are named t_check: neither is about one column
        ("CREATE TABLE t (a int, CHECK ((t.*) IS NOT NULL), CHECK (now() > '2000-01-01'))",
         "CREATE TABLE t (a int, CHECK (now() > '2000-01-01'), CHECK ((t.*) IS NOT NULL))"),
        # so are these: the name of the table is its whole row
        ("CREATE TABLE t (a int CHECK (true), CHECK (t IS NOT NULL))",
         "CREATE TABLE t (a int, CHECK (t IS NOT NULL), CHECK (true))"),
        # names that long are cut, and may be the same then
        (f"CREATE TABLE t (a{'_' * 60}1 int CHECK (a{'_' * 60}1 > 0), a{'_' * 60}2 int CHECK (a{'_' * 60}2 > 0))",
         f"CREATE TABLE t (a{'_' * 60}1 int, a{'_' * 60}2 int CHECK (a{'_' * 60}2 > 0), CHECK (a{'_' * 60}1 > 0))"),
        ("CREATE TABLE t (a int, b text)", "CREATE TABLE t (b text, a int)"),
        ("CREATE TABLE t (a numeric(12,2))", "CREATE TABLE t (a numeric(12))"),
        ("CREATE TABLE t (a int); CREATE UNIQUE INDEX i ON t (a); ALTER TABLE t ADD UNIQUE (a)",
         "CREATE TABLE t (a int, UNIQUE (a)); CREATE UNIQUE INDEX i ON t (a)"),
        ("CREATE TABLE p (a int) PARTITION BY LIST (a); ALTER TABLE ONLY p ADD CHECK (a > 0)",
         "CREATE TABLE p (a int, CHECK (a > 0)) PARTITION BY LIST (a)"),
        # the server refuses NULL beside NOT NULL, and a time that belongs to no key
        ("CREATE TABLE t (a int NULL NOT NULL)", "CREATE TABLE t (a int NOT NULL)"),
        ("CREATE DOMAIN d AS int NULL NOT NULL", "CREATE DOMAIN d AS int NOT NULL"),
        ("CREATE TABLE t (a int NOT NULL DEFERRABLE)", "CREATE TABLE t (a int NOT NULL)"),
        ("CREATE TABLE t (a int DEFERRABLE)", "CREATE TABLE t (a int)"),
        ("CREATE TABLE t (a int CHECK (a > 0) NOT DEFERRABLE)", "CREATE TABLE t (a int CHECK (a > 0))"),
        ("CREATE TABLE t (a int CHECK (a > 0) INITIALLY IMMEDIATE)", "CREATE TABLE t (a int CHECK (a > 0))"),
        ("CREATE TABLE t (a int REFERENCES x INITIALLY DEFERRED NOT DEFERRABLE)",
         "CREATE TABLE t (a int REFERENCES x INITIALLY DEFERRED)"),
        ("CREATE TABLE t (a int CHECK (a > 0) NOT ENFORCED CHECK (a < 9))",
         "CREATE TABLE t (a int CHECK (a > 0) CHECK (a < 9) NOT ENFORCED)"),
        ("CREATE TABLE t (a int REFERENCES x NOT ENFORCED DEFERRABLE)",
         "CREATE TABLE t (a int REFERENCES x NOT ENFORCED)"),
        # an ALTER does what it says in its order, and a table that is there already is altered all the same
        ("ALTER TABLE t ADD COLUMN a int, ADD COLUMN b int", "ALTER TABLE t ADD COLUMN b int, ADD COLUMN a int"),
        ("ALTER TABLE t ADD UNIQUE (a), ADD UNIQUE (b)", "ALTER TABLE t ADD UNIQUE (b), ADD UNIQUE (a)"),
        ("ALTER TABLE t ADD COLUMN a int, DROP COLUMN a",
         "ALTER TABLE t ADD COLUMN a int; ALTER TABLE t DROP COLUMN a"),
        ("CREATE TABLE t (a int); ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID",
         "CREATE TABLE t (a int, CONSTRAINT c CHECK (a > 0) NOT VALID)"),
        ("CREATE TABLE IF NOT EXISTS t (a int); ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0)",
         "CREATE TABLE IF NOT EXISTS t (a int, CONSTRAINT c CHECK (a > 0))"),
        ("CREATE SEQUENCE s; ALTER SEQUENCE s OWNED BY t.a; ALTER SEQUENCE s OWNED BY t.b",
         "CREATE SEQUENCE s; ALTER SEQUENCE s OWNED BY t.b; ALTER SEQUENCE s OWNED BY t.a"),
        ("CREATE SEQUENCE IF NOT EXISTS s; ALTER SEQUENCE s OWNED BY t.a",
         "CREATE SEQUENCE IF NOT EXISTS s OWNED BY t.a"),
        # what stands before a statement may change what it means
        ("CREATE TABLE t (a int); SET search_path = o; ALTER TABLE t ADD CHECK (a > 0)",
         "CREATE TABLE t (a int, CHECK (a > 0)); SET search_path = o"),
        ("GRANT SELECT ON t TO r; REVOKE SELECT ON t FROM r", "REVOKE SELECT ON t FROM r; GRANT SELECT ON t TO r"),
        ("ALTER TYPE e ADD VALUE 'a'; ALTER TYPE e ADD VALUE 'b'",
         "ALTER TYPE e ADD VALUE 'b'; ALTER TYPE e ADD VALUE 'a'"),
        ("DROP TABLE t; CREATE TABLE t (a int)", "CREATE TABLE t (a int); DROP TABLE t"),
        # an option without a value is true in WITH (…) only
        ("ALTER ROLE r PASSWORD NULL", "ALTER ROLE r PASSWORD 'true'"),
        ("CREATE SEQUENCE s NO MAXVALUE", "CREATE SEQUENCE s"),
        # serial says NOT NULL, as a primary key does in newer versions
        ("CREATE TABLE t (a serial NULL)", "CREATE TABLE t (a serial)"),
        ("CREATE TABLE t (a int NULL PRIMARY KEY)", "CREATE TABLE t (a int PRIMARY KEY)"),
        ("CREATE TABLE t (a int CONSTRAINT n NOT NULL NOT NULL)", "CREATE TABLE t (a int CONSTRAINT n NOT NULL)"),
        ("GRANT SELECT (a), INSERT (b) ON t TO r", "GRANT SELECT (b), INSERT (a) ON t TO r"),
        ("CREATE TABLE t AS SELECT /*+ SeqScan(o) */ k FROM o", "CREATE TABLE t AS SELECT k FROM o"),
        ("CREATE TABLE t (a int);\0 DROP TABLE x", "CREATE TABLE t (a int)"),
        ("CREATE TABLESPACE s LOCATION '/a'", "CREATE TABLESPACE s LOCATION '/b'"),
        ("CREATE TABLE t (a int)", "CREATE TABLE t (a int); CREATE TABLE t (a int)"),
        ("CREATE TABLE t (a int)", "CREATE TABLE t (a int"),
    ],
)  # fmt: skip
def test_a_difference_that_can_be_seen_is_no_proof(original, again):
    verdict = prove_object(original, again)
    assert verdict.kind is VerdictKind.UNVERIFIED
    assert verdict.difference


def test_the_evidence_survives_the_journal():
    evidence = prove_object("CREATE TABLE t (a int)", "CREATE TABLE t (a integer)").evidence
    assert Evidence.from_json(evidence.to_json()) == evidence
