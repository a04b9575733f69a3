"""Each kind is a package; its run is a function of its payload, its effects read and write the store."""

import sys

import pytest

import jobs.effects
import jobs.kinds
from engine.discovery import MissingConstantError
from jobs.job_effect import NoEffectError, job_effects
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
    assert set(job_effects()) == set(job_kinds()) >= {"convert", "scan", "write"}
    assert active_queues() == set(JobQueue)


@pytest.fixture
def stray(tmp_path, monkeypatch):
    """Add a package of one line to a family; give back the caches afterwards."""

    def add(family, line):
        folder = tmp_path / "stray"
        folder.mkdir()
        (folder / "__init__.py").write_text(f"{line}\n")
        monkeypatch.setattr(family, "__path__", [*family.__path__, str(tmp_path)])
        job_kinds.cache_clear()
        job_effects.cache_clear()

    yield add
    monkeypatch.undo()
    for family in ("kinds", "effects"):
        sys.modules.pop(f"jobs.{family}.stray", None)
    job_kinds.cache_clear()
    job_effects.cache_clear()


def test_a_kind_without_its_constant_fails_loudly(stray):
    stray(jobs.kinds, "NAME = 'stray'")
    with pytest.raises(MissingConstantError, match="stray must define KIND as JobKind"):
        job_kinds()


def test_effects_without_their_constant_fail_loudly(stray):
    stray(jobs.effects, "NAME = 'stray'")
    with pytest.raises(MissingConstantError, match="stray must define EFFECT as JobEffect"):
        job_effects()


def test_a_kind_without_effects_fails_loudly(stray):
    stray(jobs.kinds, "from jobs.job_kind import *; KIND = JobKind('stray', JobQueue.CPU, dict)")
    with pytest.raises(NoEffectError, match="stray"):
        job_effects()


def test_every_following_kind_exists():
    assert all(name in job_kinds() for kind in job_kinds().values() for name in kind.follows)


def test_a_scan_records_every_unit_in_order_and_the_one_that_does_not_parse_as_such(tx, source):
    found = source(SQL)
    assert run_job(tx, "scan", sources.subject(found.id)) == {"units": 3, "errors": 1}
    recorded = units.list_of_source(tx, found.id)
    assert [unit.kind for unit in recorded[:2]] == ["table", "function"]
    assert texts.get(tx, recorded[1].hash) == SQL[recorded[1].start : recorded[1].stop]
    assert recorded[2].fault is not None


def test_a_scan_of_an_outdated_text_records_nothing(tx, source):
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

    code = "import sys, jobs.job_kind as r; r.job_kinds(); print([m for m in sys.modules if m.startswith('pglast')])"
    done = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
