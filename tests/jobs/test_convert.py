"""Files become conversions; nothing is converted twice, no failure is lost, specs are proved against their SQL."""

import json

import pytest

from jobs.job_effect import job_effects
from jobs.ledger.job_queries import JobFilter, page
from store.codebase import conversions, projects, proved_specs, sources
from store.codebase.sources import Content
from store.core import journal, texts
from store.review import proposals
from tests.jobs.conftest import run_job

ONE = """CREATE FUNCTION shop.price(p_id integer) RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  IF p_id > 1 THEN
    RETURN 10;
  END IF;
  RETURN 20;
END
$$;
"""
OTHER = ONE.replace("RETURN 20", "RETURN 30")


class Files:
    """Files of one project, put through the jobs that they cause."""

    def __init__(self, tx):
        self.tx = tx
        self.project = projects.add(tx, "erp", ["/srv"], "act_1").id

    def put(self, text, path="a.sql"):
        kind = "spec" if path.endswith("yaml") else "sql"
        content = Content(texts.hash_of(text), text, "utf-8")
        source = sources.record(self.tx, self.project, "/srv", path, kind, content)
        return source.id, self.through("scan", source.id), self.through("convert", source.id)

    def through(self, kind, source):
        return run_job(self.tx, kind, sources.subject(source))

    def events(self, happened):
        return [event for event in journal.list_after(self.tx, 0, 1000) if event.type == happened]


@pytest.fixture
def files(tx):
    return Files(tx)


def test_each_unit_gets_a_conversion_with_spec_verdict_evidence_and_links(tx, files):
    source, _, summary = files.put(ONE)
    (found,) = conversions.list_of_source(tx, source)
    assert summary == {"proved": 1, "new": 1}
    assert (found.name, found.verdict, found.fault) == ("shop.price(integer)", "proved", None)
    assert "price" in texts.get(tx, found.spec)
    assert json.loads(texts.get(tx, found.evidence))["version"]
    assert json.loads(texts.get(tx, found.links))
    assert found.counts["raw"] == 0


def test_links_count_from_where_their_unit_begins_not_their_file(tx, files):
    source, *_ = files.put("-- two of them\n" + ONE + ONE.replace("price", "cost"))
    for found in conversions.list_of_source(tx, source):
        sql, spec = texts.get(tx, found.sql), texts.get(tx, found.spec)
        links = {tuple(path[2:]): (at, place) for path, at, place, _ in json.loads(texts.get(tx, found.links))}
        (start, end), (first, last) = links["steps", 1]
        assert (sql[start:end], spec[first:last]) == ("RETURN 20;", "return: 20")


def test_what_is_unchanged_is_not_converted_again(tx, files):
    source, *_ = files.put(ONE)
    assert files.through("convert", source) == {"unchanged": True}
    assert len(files.events("unit.converted")) == 1


def test_what_other_rules_converted_is_converted_again(tx, files):
    source, *_ = files.put(ONE)
    tx.execute("UPDATE conversions SET basis = 'older rules'")
    assert files.through("convert", source) == {"proved": 1, "new": 0}
    assert len(files.events("unit.converted")) == 1


def test_a_unit_that_fails_is_recorded_with_its_error_beside_those_that_do_not(tx, files):
    source, _, summary = files.put("SELEKT oops;\n" + ONE)
    assert (summary["error"], summary["proved"]) == (1, 1)
    failed = next(unit for unit in conversions.list_of_source(tx, source) if unit.fault)
    assert failed.fault.sentence


def test_changed_sql_without_a_decision_is_a_new_revision_and_not_drift(tx, files):
    source, *_ = files.put(ONE)
    files.put(OTHER)
    (found,) = conversions.list_of_source(tx, source)
    assert (found.drift, found.revision) == (False, 2)
    assert files.events("unit.converted")[-1].data["drift"] is False


def test_a_removed_unit_has_no_conversion(tx, files):
    source, *_ = files.put(ONE)
    files.put("SELECT 1;\n")
    assert "shop.price(integer)" not in [unit.name for unit in conversions.list_of_source(tx, source)]
    assert len(files.events("unit.removed")) == 1


def test_two_definitions_of_one_name_are_two_conversions(tx, files):
    source, *_ = files.put(ONE + OTHER.replace("CREATE", "CREATE OR REPLACE"))
    assert [(unit.name, unit.occurrence) for unit in conversions.list_of_source(tx, source)] == [
        ("shop.price(integer)", 0),
        ("shop.price(integer)", 1),
    ]


def test_a_spec_in_the_project_is_proved_against_its_sql(tx, files):
    sql, *_ = files.put(ONE)
    (found,) = conversions.list_of_source(tx, sql)
    spec, _, summary = files.put(texts.get(tx, found.spec), "price.yaml")
    assert summary == {"proved": 1}
    (reading,) = proved_specs.list_of_source(tx, spec)
    assert (reading.name, reading.verdict, reading.sql) == ("shop.price(integer)", "proved", found.sql)


def test_a_spec_with_another_meaning_is_not_proved(tx, files):
    sql, *_ = files.put(ONE)
    (found,) = conversions.list_of_source(tx, sql)
    _, _, summary = files.put(texts.get(tx, found.spec).replace("20", "21"), "price.yaml")
    assert summary == {"unverified": 1}


def test_only_units_whose_schema_a_spec_mentions_are_read_for_it(tx, files):
    sql, *_ = files.put(ONE)
    files.put(ONE.replace("shop.", "archive."), "b.sql")
    spec = sources.subject(files.put(texts.get(tx, conversions.list_of_source(tx, sql)[0].spec), "price.yaml")[0])
    payload = job_effects()["convert"].inputs(tx, spec)
    assert [each["name"] for each in payload["sql"]] == ["shop.price(integer)"]


def test_a_spec_without_schema_is_proved_against_sql_whose_schema_is_its_search_path(tx, files):
    files.put("SET search_path = shop;\n" + ONE.replace("shop.", ""))
    other, *_ = files.put(ONE.replace("shop.", ""), "b.sql")
    alone = texts.get(tx, conversions.list_of_source(tx, other)[0].spec)
    files.put("SELECT 1;", "b.sql")
    spec, _, summary = files.put(alone, "price.yaml")
    assert summary == {"proved": 1}
    assert proved_specs.list_of_source(tx, spec)[0].name == "shop.price(integer)"


def test_statements_with_the_same_name_are_matched_by_their_text(tx, files):
    alter = "ALTER TABLE shop.tb_order ALTER COLUMN {} SET STORAGE EXTERNAL;\n"
    sql, *_ = files.put("".join(alter.format(column) for column in ("a", "b", "c")))
    units = conversions.list_of_source(tx, sql)
    first, *others = [texts.get(tx, unit.spec) for unit in units]
    whole = first + "".join("  - " + text.partition("  - ")[2] for text in others)
    files.put(whole, "a.yaml")
    assert [proposals.list_proposals(tx, unit.id) for unit in units] == [[], [], []]
    files.put(whole.replace("COLUMN b", "COLUMN z"), "a.yaml")
    (offered,) = [each for unit in units for each in proposals.list_proposals(tx, unit.id)]
    assert offered.conversion == units[1].id
    assert "COLUMN z" in texts.get(tx, offered.spec)


def test_a_spec_without_sql_has_a_fault(tx, files):
    sql, *_ = files.put(ONE)
    text = texts.get(tx, conversions.list_of_source(tx, sql)[0].spec)
    sources.mark_gone(tx, files.project, "/srv", "a.sql")
    spec, _, summary = files.put(text, "price.yaml")
    assert summary == {"error": 1}
    assert proved_specs.list_of_source(tx, spec)[0].fault.code == "spec.no_sql"


def test_a_spec_that_cannot_be_read_is_recorded_with_its_place(tx, files):
    spec, *_ = files.put("entity: [oops\n", "broken.yaml")
    (reading,) = proved_specs.list_of_source(tx, spec)
    assert reading.kind == "file"
    assert "line " in reading.fault.sentence


def test_a_spec_is_proved_again_when_its_sql_changes(tx, files):
    sql, *_ = files.put(ONE)
    spec, *_ = files.put(texts.get(tx, conversions.list_of_source(tx, sql)[0].spec), "price.yaml")
    files.put(OTHER)
    (job,) = page(tx, JobFilter(kind="convert"))
    assert job.subject == sources.subject(spec)
    assert files.through("convert", spec) == {"unverified": 1}
    files.put(ONE)
    assert len(page(tx, JobFilter(kind="convert"))) == 2
    assert files.through("convert", spec) == {"proved": 1}


def test_units_are_counted_by_verdict(tx, files):
    files.put("SELEKT oops;\n" + ONE)
    assert conversions.count_by_verdict(tx, files.project) == {"error": 1, "proved": 1}
