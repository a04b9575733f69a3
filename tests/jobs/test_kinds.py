"""Each kind is a package; its run is a function of its payload, its effects read and write the store."""

import pytest

from jobs.job_effect import job_effects
from jobs.job_kind import JobQueue, KindError, active_queues, job_kinds
from store.codebase import projects, sources, units
from store.codebase.sources import Content
from store.core import texts
from tests.jobs.conftest import run_job

SQL = "CREATE TABLE t (a int);\nCREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;\nSELEKT oops;\n"


@pytest.fixture
def source(tx):
    def record(text, path="a.sql", kind="sql"):
        project = projects.page(tx) or [projects.add(tx, "erp", ["/srv"], "act_1")]
        content = Content(texts.hash_of(text), text, "utf-8")
        return sources.record(tx, project[0].id, "/srv", path, kind, content)

    return record


def test_every_kind_has_effects():
    assert set(job_effects()) == set(job_kinds()) == {"convert", "drill", "noop", "scan", "write"}
    assert active_queues() == {JobQueue.CPU}


def test_what_follows_is_a_kind_there_is():
    assert all(name in job_kinds() for kind in job_kinds().values() for name in kind.follows)


def test_a_scan_records_every_unit_in_order_and_the_one_that_does_not_parse_as_such(tx, source):
    found = source(SQL)
    assert run_job(tx, "scan", sources.subject(found.id)) == {"units": 3, "errors": 1}
    recorded = units.list_of_source(tx, found.id)
    assert [unit.kind for unit in recorded[:2]] == ["table", "function"]
    assert texts.get(tx, recorded[1].hash) == SQL[recorded[1].start : recorded[1].stop]
    assert recorded[2].fault is not None


def test_a_scan_of_a_text_that_changed_meanwhile_records_nothing(tx, source):
    found = source(SQL)
    subject = sources.subject(found.id)
    scan = job_effects()["scan"]
    result = scan.kind.run(scan.inputs(tx, subject))
    source("SELECT 2;")
    assert scan.apply(tx, subject, result).summary == {"outdated": True}
    assert units.list_of_source(tx, found.id) == []


def test_a_scan_of_a_file_that_is_gone_does_nothing(tx, source):
    found = source(SQL)
    sources.mark_gone(tx, found.project, "/srv", "a.sql")
    assert run_job(tx, "scan", sources.subject(found.id)) == {"outdated": True}


def test_an_unknown_drill_is_refused_by_name():
    with pytest.raises(KindError, match="Unknown drill: dance") as refused:
        job_kinds()["drill"].run({"act": "dance"})
    assert "hang" in refused.value.hint


def test_listing_the_kinds_loads_no_parser(tmp_path):
    import subprocess
    import sys

    code = "import sys, jobs.job_kind as r; r.job_kinds(); print([m for m in sys.modules if m.startswith('pglast')])"
    done = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
