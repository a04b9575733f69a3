"""`specdeck jobs`, `wait`, `worker`: background work from the command line."""

import json
import signal

import pytest


@pytest.fixture
def shell(lent_shell):
    return lent_shell


def test_queues_are_shown_with_their_kinds(shell):
    ran = shell.specdeck("jobs", "queues")
    assert ran.code == 0
    assert "cpu" in ran.out
    assert all(kind in ran.out for kind in ("convert, detect", "ask_cloud", "enhance", "index_units"))


def test_the_schedule_is_shown(shell):
    chores = shell.specdeck("jobs", "schedule", "--json").json["items"]
    assert {"backup", "take-back"} <= {chore["name"] for chore in chores}


def test_paused_scopes_are_listed_until_they_are_resumed(shell):
    assert "paused: queue:cpu" in shell.specdeck("jobs", "pause", "queue:cpu").out
    assert "paused:" not in shell.specdeck("jobs", "resume", "queue:cpu").out


def test_an_unknown_scope_is_refused_with_a_hint(shell):
    ran = shell.specdeck("jobs", "pause", "everything")
    assert ran.code == 2
    assert "error: everything cannot be paused." in ran.err
    assert "hint: Name all, queue:NAME" in ran.err


def test_an_unknown_job_is_refused_with_a_hint(shell):
    ran = shell.specdeck("jobs", "show", "job_none")
    assert ran.code != 0
    assert "There is no job job_none." in ran.err
    assert "specdeck jobs list" in ran.err


def test_an_empty_ledger_lists_nothing(shell):
    assert shell.specdeck("jobs", "list", "--json").json == []


def test_waiting_for_nothing_ends_at_once(shell):
    ran = shell.specdeck("wait", "--json")
    assert (ran.code, ran.json) == (0, [])


def test_a_worker_runs_in_the_terminal_until_ctrl_c(shell):
    assert shell.specdeck("daemon", "start").code == 0
    worker = shell.start("worker", "cpu")
    assert "takes jobs of the queue cpu" in worker.stdout.readline()
    worker.send_signal(signal.SIGINT)
    assert worker.wait(10) == 0
    worker.communicate()


def test_a_worker_for_an_unknown_queue_is_refused(shell):
    ran = shell.specdeck("worker", "tpu")
    assert ran.code == 2
    assert "tpu" in ran.err
    assert "Traceback" not in ran.err


def test_wait_prints_json_for_programs(shell):
    assert json.loads(shell.specdeck("jobs", "queues", "--json").out)["items"]


def test_waiting_for_a_project_ends_when_its_files_are_converted(shell):
    shell.write("db/a.sql", "CREATE TABLE shop.t (id integer);\n")
    assert shell.specdeck("project", "add", "shop", "db").code == 0
    assert shell.specdeck("wait").code == 0
    assert shell.specdeck("wait", "shop.t").code == 0
    kinds = {job["kind"] for job in shell.specdeck("jobs", "list", "--state", "done", "--json").json}
    assert kinds <= {"scan", "convert", "detect", "assess"}
