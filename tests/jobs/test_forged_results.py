"""What a worker says is checked: a result that contradicts itself, or that the same run does not give, is refused."""

import asyncio
import json

import pytest

from daemon.server.checks.check_pool import CheckPool
from daemon.server.workers.job_service import JobService
from daemon.server.workers.result_checks import MAX_REMEMBERED, ResultChecks
from daemon.wire.connection.instance_paths import paths_of_instance
from daemon.wire.work import Claim, JobRun, RunReport
from jobs.job_effect import job_effects
from jobs.job_kind import KindError, job_kinds
from jobs.job_order import JobOrder
from jobs.kinds.convert.convert_input import ConvertInput
from jobs.ledger import finish
from jobs.ledger.claim import claim
from jobs.ledger.enqueue import enqueue
from jobs.ledger.job import get_job
from store.codebase import conversions, projects, sources
from store.codebase.sources import Content
from store.core import journal, texts
from tests.plugins.new_database import open_new_database

SQL = """CREATE FUNCTION shop.price(a integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RETURN a; END $$;
CREATE TABLE {{schema}}.item (id integer);
"""
TAGS = """CREATE FUNCTION tag_id(p text) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE r integer;
BEGIN
  SELECT id INTO r FROM tag WHERE name = p;
  IF r IS NULL THEN
    INSERT INTO tag (name) VALUES (p) RETURNING id INTO r;
  END IF;
  RETURN r;
END $$;
"""
CONVERT = job_kinds()["convert"]


@pytest.fixture
def subject(tx):
    project = projects.add(tx, "erp", ["/srv"], "act_1").id
    source = sources.record(tx, project, "/srv", "a.sql", "sql", Content(texts.hash_of(SQL), SQL, "utf-8"))
    return sources.subject(source.id)


@pytest.fixture
def payload(tx, subject):
    return json.loads(json.dumps(job_effects()["convert"].inputs(tx, subject)))


@pytest.fixture
def result(payload):
    return json.loads(json.dumps(CONVERT.run(payload)))


def other_record():
    """What the engine says of another text."""
    given = ConvertInput("", "", "sql", SQL.replace("RETURN a", "RETURN 0"))
    return json.loads(json.dumps(CONVERT.run(given.to_json())))["units"][0]["record"]


def taken(*names):
    other = other_record()
    return {name: other[name] for name in names}


FORGERIES = {
    "another spec": lambda record: record | taken("spec", "lowered"),
    "another lowered text": lambda record: record | {"lowered": "SELECT 1;"},
    "a spec that is none": lambda record: record | {"spec": "entity: [", "lowered": ""},
    "evidence of another text": lambda record: record | taken("evidence"),
    "no evidence": lambda record: record | {"evidence": None},
    "evidence of a difference": lambda record: record | {"evidence": record["evidence"] | {"level": None}},
    "a place outside of the file": lambda record: record | {"span": [0, 10_000]},
    "a negative place": lambda record: record | {"span": [-9, -1]},
    "a verdict of its own": lambda record: record | {"verdict": "certain"},
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_contradiction_is_refused(tx, subject, result, forgery):
    unit = result["units"][0]
    unit["record"] = FORGERIES[forgery](unit["record"])
    with pytest.raises(KindError, match=r"function shop.price\(integer\) contradicts itself"):
        job_effects()["convert"].apply(tx, subject, result)
    assert conversions.list_of_source(tx, sources.id_from_subject(subject)) == []


def test_what_the_engine_says_is_accepted_templates_too(tx, subject, result):
    assert job_effects()["convert"].apply(tx, subject, result).summary["proved"] == 2


def test_units_of_a_spec_file_are_refused_for_a_sql_file(tx, subject, result):
    with pytest.raises(KindError, match="another kind of file"):
        job_effects()["convert"].apply(tx, subject, result | {"kind": "spec"})


def test_a_refused_result_is_in_the_journal_with_its_code(tx, subject, result):
    job = enqueue(tx, JobOrder(CONVERT, "erp", subject), 0.0)
    (held,) = claim(tx, "cpu", "w1", 0.0)
    result["units"][0]["record"]["lowered"] = ""
    finish.succeed(tx, finish.JobLease(held.id, held.token), result, 0.0, job_effects())
    assert get_job(tx, job.id).error.code == "convert.contradiction"
    (event,) = [each for each in journal.list_after(tx, 0, 100) if each.type == "job.failed"]
    assert event.data["code"] == "convert.contradiction"


def checked(kind, payload, result, *, check_all=True):
    async def check():
        pool = CheckPool()
        checks = ResultChecks(pool, sample=1_000_000_000)
        checks.expect("job_1", 7, kind, payload, check_all=check_all)
        try:
            (run,) = (await checks.check(RunReport((JobRun("job_1", 7, result=result),)))).items
            return checks.refuse_overlooked(run, kind, check_all=check_all)
        finally:
            await pool.close()

    run = asyncio.run(check())
    return run.error and run.error.code


def test_a_forged_proof_is_found_by_running_again(payload, result):
    forged = json.loads(json.dumps(result))
    forged["units"].pop()  # nothing contradicts itself here
    assert (checked("convert", payload, result), checked("convert", payload, forged)) == (None, "work.forged")


def test_a_forged_fold_is_found_by_running_again():
    given = {"basis": "b", "path": "a.sql", "text": TAGS}
    found = json.loads(json.dumps(job_kinds()["detect"].run(given)))
    (fold,) = found["folds"]
    forged = found | {"folds": [fold | {"spec": fold["spec"].replace("tag", "tags")}]}
    assert (checked("detect", given, found), checked("detect", given, forged)) == (None, "work.forged")


def test_a_result_that_was_not_drawn_is_not_run_again(payload, result):
    assert checked("convert", payload, {"units": []}, check_all=False) is None


def test_a_text_that_is_to_be_written_is_always_composed_again(payload):
    state = {"title": "Shop", "entity": True, "there": None, "base": None, "ours": [], "former": [], "fault": None}
    forged = {"base": None, "units": {}, "text": "entity: Evil\n", "alone": True, "fault": None}
    assert checked("write", state, job_kinds()["write"].run(state), check_all=False) is None
    assert checked("write", state, forged, check_all=False) == "work.forged"


def test_what_cannot_be_run_again_is_refused_only_where_everything_is_checked(result):
    assert checked("convert", {"no": "payload"}, result) == "work.unchecked"


@pytest.mark.parametrize(
    ("kind", "check_all", "code"),
    [("write", False, "work.unchecked"), ("convert", True, "work.unchecked"), ("convert", False, None)],
)
def test_a_result_whose_payload_was_forgotten_is_accepted_only_where_it_need_not_be_checked(kind, check_all, code):
    restarted = ResultChecks(CheckPool(), sample=1_000_000_000)
    run = JobRun("job_1", 7, result={})
    assert asyncio.run(restarted.check(RunReport((run,)))).items == (run,)
    refused = restarted.refuse_overlooked(run, kind, check_all=check_all)
    assert (refused.error and refused.error.code) == code


def test_more_claims_than_payloads_are_remembered_get_no_result_past_the_check(payload, result):
    checks = ResultChecks(CheckPool(), sample=1)
    for token in range(MAX_REMEMBERED + 1):
        checks.expect("job_1", token, "convert", payload, check_all=False)
    (run,) = asyncio.run(checks.check(RunReport((JobRun("job_1", 0, result=result),)))).items
    assert checks.refuse_overlooked(run, "convert", check_all=False).error.code == "work.unchecked"


def test_a_run_that_outlives_the_daemon_is_checked_all_the_same(tmp_path, monkeypatch):
    monkeypatch.setenv("SPECDECK_HOME", str(tmp_path))
    opened = open_new_database(tmp_path / "specdeck.db")
    with opened.write() as tx:
        project = projects.add(tx, "erp", ["/srv"], "act_1").id
        source = sources.record(tx, project, "/srv", "a.sql", "sql", Content(texts.hash_of(SQL), SQL, "utf-8"))
        job = enqueue(tx, JobOrder(CONVERT, project, sources.subject(source.id)), 0.0)
    paths = paths_of_instance("checked")
    paths.data.mkdir(parents=True, exist_ok=True)
    before, after = (JobService(paths, opened, ResultChecks(CheckPool(), sample=1)) for _ in range(2))
    (given,) = before.claim(Claim("cpu", "far")).items
    run = JobRun(given.id, given.token, result={"basis": given.payload["basis"], "kind": "sql", "units": []})
    after.report(RunReport((run,)))
    with opened.read() as view:
        assert get_job(view, job.id).error.code == "work.unchecked"
    opened.close()
