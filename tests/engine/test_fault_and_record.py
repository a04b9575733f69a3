"""A fault and a unit record survive their one codec, and records agree with conversions."""

import json

import pytest

from engine.conversion import convert_file, record_file
from engine.fault import EngineError, Fault
from engine.record import UnitRecord
from engine.source.split_file import split

SQL = """
CREATE FUNCTION shop.f(a int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN a + 1; END $$;
SELECT 1;
SELECT 2;
CREATE TABLE broken (;
"""


@pytest.mark.parametrize("fault", [Fault("a.b", "It broke."), Fault("a.b", "It broke.", "Try again.", 7)])
def test_a_fault_survives_json(fault):
    assert Fault.from_json(json.loads(json.dumps(fault.to_json()))) == fault


def test_an_engine_error_carries_its_fault():
    error = EngineError(Fault("a.b", "It broke.", "Try again."))
    assert (str(error), error.code, error.hint) == ("It broke.", "a.b", "Try again.")


def test_a_record_survives_json():
    for record in record_file(split(SQL)):
        assert UnitRecord.from_json(json.loads(json.dumps(record.to_json()))) == record


def test_records_say_what_conversions_say():
    source = split(SQL)
    for record, conversion in zip(record_file(source), convert_file(source), strict=True):
        assert (record.name, record.spec, record.fault) == (conversion.unit, conversion.spec, conversion.fault)


def test_equal_units_are_told_apart_by_their_occurrence():
    queries = [record for record in record_file(split(SQL)) if record.kind == "query"]
    assert [record.occurrence for record in queries] == [0, 1]


def test_links_count_from_the_start_of_the_unit():
    record = next(iter(record_file(split(SQL))))
    sql = record.sql(SQL)
    assert sql.startswith("CREATE FUNCTION")
    assert any(sql[start:end].startswith("RETURN a + 1") for _, (start, end), _, _ in record.links)
