"""The demo's routines, regenerated from their specs, do what the originals do: results, errors, notices and rows."""

from __future__ import annotations

import re
from pathlib import Path

import psycopg
import pytest

from engine.lift.project.compose import compose
from engine.lower.action import lower_action
from engine.lower.file import lower_files
from engine.source.split_file import split
from engine.spec.reader import read_spec
from engine.spec.writer import write_spec

NAMES = {
    "halden": "'aaaaaaaa-0000-4000-8000-000000000001'::uuid",
    "nordby": "'aaaaaaaa-0000-4000-8000-000000000002'::uuid",
    "anna": "'bbbbbbbb-0000-4000-8000-000000000001'::uuid",
    "bo": "'bbbbbbbb-0000-4000-8000-000000000002'::uuid",
    "cleo": "'bbbbbbbb-0000-4000-8000-000000000003'::uuid",
    "hammer": "'cccccccc-0000-4000-8000-000000000001'::uuid",
    "kit": "'cccccccc-0000-4000-8000-000000000003'::uuid",
    "ada": "'dddddddd-0000-4000-8000-000000000001'::uuid",
    "nobody": "'00000000-0000-4000-8000-000000000000'::uuid",
    "order": "(SELECT max(pk_order) FROM sales.tb_order)",
    "invoice": "(SELECT max(pk_invoice) FROM billing.tb_invoice)",
    "leave": "(SELECT max(pk_leave_request) FROM hr.tb_leave_request)",
}
STEPS = {
    "new_order": ["SELECT sales.create_order({halden}, 1) IS NOT NULL"],
    "add_hammers": ["SELECT sales.add_line({order}, 1, 3, 10) IS NOT NULL"],
    "submit": ["SELECT sales.submit_order({order})"],
    "approve": ["SELECT sales.approve_order({order}, {anna})"],
    "ship": ["SELECT sales.ship_order({order})"],
    "bill": ["SELECT billing.invoice_order({order}) IS NOT NULL"],
}
STEPS["shipped"] = [STEPS[name][0] for name in ("new_order", "add_hammers", "submit", "approve", "ship")]
STEPS["billed"] = [*STEPS["shipped"], *STEPS["bill"]]


def read_calls(text: str) -> dict[str, list[str]]:
    """Titles, each with indented statements; `@name` stands for the steps of that name, `{name}` for a value."""
    calls: dict[str, list[str]] = {}
    for line in text.splitlines():
        if not line.startswith(" "):
            statements = calls.setdefault(line, [])
            continue
        written = line.strip()
        steps = STEPS[written[1:]] if written.startswith("@") else [written]
        statements += [re.sub(r"\{(\w+)\}", lambda found: NAMES[found[1]], step) for step in steps]
    return calls


CALLS = read_calls((Path(__file__).parent / "calls.txt").read_text())


@pytest.fixture(scope="module")
def originals_and_regenerated(postgres, demo):
    """The demo twice, with the same rows: from its own SQL, and from the YAML of its specs."""
    again = postgres.create_database()
    structure = [split(path.read_text(), path.name) for path in demo.structure]
    errors = postgres.psql(again, lower_files([read_spec(write_spec(spec).text) for spec in compose(structure).specs]))
    errors += postgres.psql(again, demo.seed)
    for spec in compose([split(demo.seed.read_text(), demo.seed.name)]).specs:
        errors += [line for action in spec.actions for line in postgres.psql(again, lower_action(action, spec))]
    assert errors == []
    with postgres.connect(demo.database) as first, postgres.connect(again) as second:
        yield first, second


@pytest.mark.parametrize("call", CALLS)
def test_a_regenerated_routine_does_what_the_original_does(originals_and_regenerated, call):
    original, regenerated = (observe(connection, CALLS[call]) for connection in originals_and_regenerated)
    assert regenerated == original


def test_there_are_at_least_fifty_calls():
    assert len(CALLS) >= 50


def test_every_routine_of_the_demo_is_called(originals_and_regenerated):
    connection, _ = originals_and_regenerated
    called = " ".join(statement for statements in CALLS.values() for statement in statements)
    left = [
        name
        for name, triggers in connection.execute(ROUTINES)
        if f"{name}(" not in called and not triggers and name not in CALLED_BY_OTHERS
    ]
    assert left == []


CALLED_BY_OTHERS = {"sales.next_order_number"}
ROUTINES = """
    SELECT n.nspname || '.' || proname, prorettype IN ('trigger'::regtype, 'event_trigger'::regtype)
      FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace
     WHERE nspname IN ('core', 'audit', 'hr', 'catalog', 'sales', 'stock', 'billing', 'report')
       AND prokind IN ('f', 'p')
       AND prolang <> (SELECT oid FROM pg_language WHERE lanname = 'internal')"""
TABLES = """
    SELECT string_agg(format('SELECT %L, to_jsonb(t)::text FROM %s t', oid::regclass, oid::regclass), ' UNION ALL ')
      FROM pg_class
     WHERE relkind = 'r' AND relnamespace::regnamespace::text
           IN ('core', 'audit', 'hr', 'catalog', 'sales', 'stock', 'billing')"""
MOMENT = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d(:\d\d)?)?")
NEW_UUID = re.compile(r"(?!([abcd])\1{7}-0000-)[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")


def observe(connection, statements: list[str]) -> dict:
    """All that can be seen of some statements: what each gives, notices, and the rows of all tables afterwards."""
    notices: list[str] = []
    connection.add_notice_handler(lambda notice: notices.append(f"{notice.severity}: {notice.message_primary}"))
    with connection.transaction(force_rollback=True):
        results = [_outcome(connection, statement) for statement in statements]
        rows = sorted(_plain(repr(row)) for row in connection.execute(connection.execute(TABLES).fetchone()[0]))
    connection._notice_handlers.clear()
    return {"results": results, "notices": notices, "rows": rows}


def _outcome(connection, statement: str) -> str:
    """The rows, or the error as a client sees it."""
    try:
        with connection.transaction():
            cursor = connection.execute(statement)
            return _plain(repr(cursor.fetchall() if cursor.description else cursor.rowcount))
    except psycopg.Error as error:
        said = error.diag
        parts = (said.sqlstate, said.message_primary, said.message_detail, said.message_hint, said.constraint_name)
        return _plain(repr((*parts, said.column_name, said.table_name)))


def _plain(text: str) -> str:
    """The text without what differs from run to run: moments and new ids."""
    return NEW_UUID.sub("<new id>", MOMENT.sub("<moment>", text))
