"""Each kind is a module; its inputs and effects go over a desk, its run is a function of its payload."""

import json

import pytest

from jobs.effects.desk import Desk, ReadingDesk
from jobs.kinds.kind import JobQueue, KindError
from jobs.kinds.registry import active_queues, job_kinds
from store.codebase import projects, sources, units
from store.codebase.sources import Content
from store.core import texts

SQL = "CREATE TABLE t (a int);\nCREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;\nSELEKT oops;\n"


@pytest.fixture
def source(tx):
    def record(text, path="a.sql", kind="sql"):
        project = projects.page(tx) or [projects.add(tx, "erp", ["/srv"], "act_1")]
        content = Content(texts.hash_of(text), text, "utf-8")
        return sources.record(tx, project[0].id, "/srv", path, kind, content)

    return record


def through(kind, tx, subject):
    """A job as it goes: inputs, over the wire, run, over the wire, apply."""
    payload = json.loads(json.dumps(job_kinds()[kind].inputs(ReadingDesk(tx), subject)))
    result = json.loads(json.dumps(job_kinds()[kind].run(payload)))
    return job_kinds()[kind].apply(Desk(tx, 0.0), subject, result)


def test_a_module_that_holds_a_kind_is_found():
    assert {"noop", "scan", "drill"} <= set(job_kinds())
    assert JobQueue.CPU in active_queues()


def test_what_follows_is_a_kind_there_is():
    assert all(name in job_kinds() for kind in job_kinds().values() for name in kind.follows)


def test_a_scan_records_every_unit_in_order_and_the_one_that_does_not_parse_as_such(tx, source):
    found = source(SQL)
    assert through("scan", tx, sources.subject(found.id)) == {"units": 3, "errors": 1}
    recorded = units.list_of_source(tx, found.id)
    assert [unit.kind for unit in recorded[:2]] == ["table", "function"]
    assert texts.get(tx, recorded[1].hash) == SQL[recorded[1].start : recorded[1].stop]
    assert recorded[2].fault is not None


def test_a_scan_of_a_text_that_changed_meanwhile_records_nothing(tx, source):
    found = source(SQL)
    subject = sources.subject(found.id)
    result = job_kinds()["scan"].run(job_kinds()["scan"].inputs(ReadingDesk(tx), subject))
    source("SELECT 2;")
    assert job_kinds()["scan"].apply(Desk(tx, 0.0), subject, result) == {"outdated": True}
    assert units.list_of_source(tx, found.id) == []


def test_a_scan_of_a_file_that_is_gone_does_nothing(tx, source):
    found = source(SQL)
    sources.mark_gone(tx, found.project, "/srv", "a.sql")
    assert through("scan", tx, sources.subject(found.id)) == {"outdated": True}


def test_an_unknown_drill_is_refused_by_name():
    with pytest.raises(KindError, match="no drill named dance") as refused:
        job_kinds()["drill"].run({"act": "dance"})
    assert "hang" in refused.value.hint


def test_the_ledger_imports_no_engine(tmp_path):
    import subprocess
    import sys

    code = (
        "import sys, jobs.kinds.registry as r; r.job_kinds(); print([m for m in sys.modules if m.startswith('pglast')])"
    )
    done = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
