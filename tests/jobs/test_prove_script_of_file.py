"""A spec file is proved as a whole: its units one by one say nothing about their order."""

from dataclasses import replace

from engine.compose_file import FileTitle, compose_file
from engine.conversion import convert_file
from engine.source.split_file import split
from jobs.kinds.convert.convert_input import NamedText
from jobs.kinds.convert.prove_script_of_file import prove_file
from jobs.kinds.convert.prove_spec_file import prove_units, prove_written_units

TABLE = "CREATE TABLE shop.stock (id int);"
VIEW = "CREATE VIEW shop.full_stock AS SELECT id FROM shop.stock;"
DROP = "DROP VIEW IF EXISTS shop.full_stock;"


def composed(*units: str) -> str:
    specs = [each.spec for sql in units for each in convert_file(split(sql))]
    return compose_file(FileTitle("Stock", entity=True), None, specs, ()).text or ""


def test_a_file_that_does_what_its_sql_does_is_proved():
    found = prove_file(composed(TABLE, VIEW), "stock.yaml", [TABLE, VIEW])
    assert (found.kind, found.name, found.verdict) == ("file", "stock.yaml", "proved")
    assert found.evidence == {"problems": []}


def test_a_file_that_drops_what_its_sql_makes_afterwards_is_not_proved():
    found = prove_file(composed(TABLE, VIEW, DROP), "stock.yaml", [TABLE, VIEW, DROP])
    before = prove_file(composed(TABLE, VIEW, DROP), "stock.yaml", [TABLE, DROP, VIEW])
    assert {found.verdict, before.verdict} == {"proved", "unverified"}


def test_a_unit_that_the_file_lacks_is_named():
    found = prove_file(composed(TABLE), "stock.yaml", [TABLE, VIEW])
    assert found.evidence == {"problems": ["The lowered script lacks, or changes, view shop.full_stock."]}


def test_the_search_path_of_a_file_holds_for_its_sql():
    spec = f"search_path: [shop]\n{composed('CREATE TABLE stock (id int);')}"
    assert prove_file(spec, "stock.yaml", ["CREATE TABLE stock (id int);"]).verdict == "proved"


def test_a_file_that_we_wrote_is_proved_without_composing_the_texts_of_its_units():
    sql = [NamedText("view", "shop.full_stock", "h", VIEW)]
    ours, edited = prove_written_units(composed(VIEW), "a.yaml", sql), prove_units(composed(VIEW), "a.yaml", sql)
    assert [replace(unit, spec=None, lowered=None) for unit in edited] == ours
    assert edited[0].spec is not None
