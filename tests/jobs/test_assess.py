"""An assessment keeps the findings of each unit, honours what is accepted, and measures only what changed."""

import pytest

from jobs.effects.assess.assess_inputs import basis_of
from jobs.kinds.assess.day_figures import figures_of
from store.access import people
from store.codebase import conversions, projects, sources
from store.codebase.sources import Content
from store.core import texts
from store.findings import acceptances, assessed_files, assessments, finding_rows
from store.findings.finding_rows import FindingFilter
from tests.jobs.conftest import run_job

TABLE = "CREATE TABLE shop.item (id integer PRIMARY KEY, name text);\n"
UNSAFE = """CREATE FUNCTION shop.run(p_sql text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE p_sql;
END $$;
"""
PLAIN = """CREATE FUNCTION shop.twice(n integer) RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  RETURN n * 2;
END $$;
"""


class Mill:
    """A project in a folder, assessed as a worker and the daemon would do it."""

    def __init__(self, tx, folder):
        self.tx, self.folder = tx, str(folder)
        self.project = projects.add(tx, "mill", [self.folder], "act_1").id
        self.ann = people.get_or_add(tx, "key:ann", "ann").id

    def save(self, path, text):
        content = Content(texts.hash_of(text), text, "utf-8")
        source = sources.record(self.tx, self.project, self.folder, path, "sql", content).id
        for kind in ("scan", "convert"):
            run_job(self.tx, kind, sources.subject(source))
        return source

    def assess(self):
        return run_job(self.tx, "assess", f"project:{self.project}")

    def found(self, *, accepted=False):
        return finding_rows.page(self.tx, self.project, FindingFilter(accepted=accepted))

    @property
    def injection(self):
        return next(each for each in self.found() if each.rule == "SEC001")


@pytest.fixture
def mill(tx, tmp_path):
    return Mill(tx, tmp_path)


def test_a_finding_belongs_to_its_unit_with_its_characters(mill, tx):
    source = mill.save("a.sql", PLAIN + UNSAFE)
    mill.assess()
    found = mill.injection
    unit = next(each for each in conversions.list_of_source(tx, source) if each.name == "shop.run(text)")
    assert (found.conversion, found.path, found.line) == (unit.id, "a.sql", 7)
    assert texts.get(tx, unit.sql)[found.start : found.stop].startswith(("EXECUTE", "p_sql"))
    assert finding_rows.list_of_unit(tx, unit.id) == [each for each in mill.found() if each.conversion == unit.id]


def test_the_report_knows_how_units_were_converted(mill, tx):
    mill.save("a.sql", TABLE + UNSAFE)
    mill.assess()
    report = assessments.find(tx, mill.project).report
    assert report["by_status"] == {"proved": 2}
    assert report["start_here"][0]["unit"] == "shop.run(text)"
    (day,) = assessments.list_days(tx, mill.project)
    assert (day.figures["units"], day.figures["proved"]) == (2, 2)


def test_the_same_files_are_not_assessed_again(mill):
    mill.save("a.sql", UNSAFE)
    assert mill.assess()["changed"] == 1
    assert mill.assess() == {"unchanged": True}


def test_a_changed_body_is_measured_alone_and_a_changed_table_measures_all(mill, tx):
    first, second = mill.save("a.sql", TABLE + PLAIN), mill.save("b.sql", UNSAFE)
    mill.assess()
    before = assessed_files.list_of_project(tx, mill.project)
    mill.save("b.sql", UNSAFE.replace("EXECUTE p_sql", "EXECUTE p_sql || ' '"))
    mill.assess()
    body = assessed_files.list_of_project(tx, mill.project)
    mill.save("a.sql", TABLE.replace("name text", "name text NOT NULL") + PLAIN)
    mill.assess()
    table = assessed_files.list_of_project(tx, mill.project)
    assert body[first].key == before[first].key and body[second].key != before[second].key
    assert table[first].key != body[first].key and table[second].key != body[second].key


def test_measures_of_an_earlier_version_are_made_again(mill, tx):
    source = mill.save("a.sql", UNSAFE)
    mill.assess()
    tx.execute("UPDATE assessed_files SET units = '[{}]', key = 'text:earlier:declared'")
    tx.execute("UPDATE assessments SET basis = ''")
    mill.assess()
    assert assessed_files.list_of_project(tx, mill.project)[source].units[0]["name"] == "shop.run(text)"


def test_a_file_without_units_is_kept_once(mill, tx):
    mill.save("a.sql", "-- nothing\n")
    mill.assess()
    tx.execute("UPDATE assessments SET basis = ''")
    assert mill.assess()["changed"] == 0


def test_a_finding_keeps_its_first_day_while_its_file_changes(mill, tx):
    mill.save("a.sql", UNSAFE)
    mill.assess()
    tx.execute("UPDATE findings SET since = '2026-01-01'")
    mill.save("a.sql", PLAIN + UNSAFE)
    mill.assess()
    assert mill.injection.since == "2026-01-01"


def test_the_findings_of_a_removed_file_are_gone(mill, tx):
    mill.save("a.sql", UNSAFE)
    mill.assess()
    sources.mark_gone(tx, mill.project, mill.folder, "a.sql")
    mill.save("b.sql", PLAIN)
    mill.assess()
    assert [each for each in mill.found() if each.path == "a.sql"] == []


def test_a_person_accepts_a_finding_until_a_day_and_opens_it_again(mill, tx):
    mill.save("a.sql", UNSAFE)
    mill.assess()
    acceptances.accept(tx, mill.injection, mill.ann, "only the nightly job", "2999-01-01")
    mill.assess()
    (accepted,) = [each for each in mill.found(accepted=True) if each.rule == "SEC001"]
    assert (accepted.accepted, accepted.reason, accepted.until) == ("person", "only the nightly job", "2999-01-01")
    assert assessments.find(tx, mill.project).report["findings"]["critical"] == 0
    acceptances.reopen(tx, accepted, mill.ann)
    assert mill.injection.accepted == ""


def test_an_acceptance_ends_on_its_day(mill, tx):
    mill.save("a.sql", UNSAFE)
    mill.assess()
    acceptances.accept(tx, mill.injection, mill.ann, "soon gone", "2020-01-01")
    mill.assess()
    assert mill.injection.accepted == ""


def test_the_reason_of_an_erased_person_is_erased(mill, tx):
    mill.save("a.sql", UNSAFE)
    mill.assess()
    acceptances.accept(tx, mill.injection, mill.ann, "secret words")
    mill.assess()
    people.erase(tx, mill.ann, "act_1")
    (accepted,) = [each for each in mill.found(accepted=True) if each.rule == "SEC001"]
    assert (accepted.accepted, accepted.reason) == ("person", None)


def test_a_comment_and_a_file_of_the_folder_accept_findings(mill, tmp_path):
    mill.save("a.sql", UNSAFE.replace("  EXECUTE", "  -- specdeck: allow SEC001: checked\n  EXECUTE"))
    mill.save("b.sql", UNSAFE.replace("shop.run", "shop.again"))
    (tmp_path / ".specdeck-allow.toml").write_text('[[allow]]\nrule = "SEC001"\npath = "b.sql"\nreason = "legacy"\n')
    mill.assess()
    accepted = {(each.path, each.accepted, each.reason) for each in mill.found(accepted=True) if each.rule == "SEC001"}
    assert accepted == {("a.sql", "comment", "checked"), ("b.sql", "file", "legacy")}


def test_a_comment_accepts_its_own_line_and_not_an_equal_statement(mill):
    test = "SELECT 1 WHERE 2 = NULL;\n"
    mill.save("a.sql", "-- specdeck: allow COR001: checked\n" + test + test)
    mill.assess()
    lines = [[each.line for each in mill.found(accepted=known) if each.rule == "COR001"] for known in (True, False)]
    assert lines == [[2], [3]]


def test_a_file_of_suppressions_that_cannot_be_read_is_reported(mill, tx, tmp_path):
    mill.save("a.sql", UNSAFE)
    (tmp_path / ".specdeck-allow.toml").write_text("[[allow]\n")
    mill.assess()
    (sentence,) = assessments.find(tx, mill.project).report["faults"].values()
    assert "not valid" in sentence
    assert mill.injection


def test_a_changed_file_of_suppressions_makes_an_assessment_due(mill, tx, tmp_path):
    mill.save("a.sql", UNSAFE)
    before = basis_of(tx, mill.project)
    (tmp_path / ".specdeck-allow.toml").write_text("")
    assert basis_of(tx, mill.project) != before


def test_an_assessment_before_the_conversion_is_due_again_after_it(mill, tx):
    content = Content(texts.hash_of(UNSAFE), UNSAFE, "utf-8")
    source = sources.record(tx, mill.project, mill.folder, "a.sql", "sql", content).id
    run_job(tx, "scan", sources.subject(source))
    mill.assess()
    run_job(tx, "convert", sources.subject(source))
    assert "unchanged" not in mill.assess()
    assert assessments.find(tx, mill.project).report["by_status"] == {"proved": 1}
    assert [each.id for each in conversions.list_of_source(tx, source)] == [mill.injection.conversion]


def test_open_findings_are_features_of_their_unit(mill, tx):
    source = mill.save("a.sql", UNSAFE + PLAIN)
    mill.assess()
    features = {each.name: each.details["features"] for each in conversions.list_of_source(tx, source)}
    assert features["shop.run(text)"]["severe_findings"] > 0
    assert features["shop.twice(integer)"]["severe_findings"] == 0
    assert list(features["shop.run(text)"]) == sorted(features["shop.run(text)"])


def test_the_figures_of_a_day_count_the_proved_among_those_that_can_be_proved():
    report = {"units": 9, "routines": 2, "findings": {}, "score": 9, "risk": "low"}
    report |= {"by_status": {"proved": 3, "proved-if": 1, "refused": 1, "counted": 4}, "effort_hours": {"likely": 1.5}}
    figures = figures_of(report)
    assert (figures["proved"], figures["provable"]) == (4, 5)
