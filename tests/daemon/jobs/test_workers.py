"""Workers run jobs; one that misbehaves affects only its own job, and the message says what happened."""

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from daemon.client.errors import ForbiddenError
from daemon.client.resources.work import Work
from daemon.wire.role import Role
from daemon.wire.work import Claim


def children(pid):
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return [int(child) for task in tasks for child in (task / "children").read_text().split()]


def test_a_job_is_run_and_its_result_is_kept(jobs):
    job = jobs.wait(jobs.order("drill:1:pass"))
    assert (job.state, job.result, job.attempts) == ("done", {"act": "pass"}, 1)


POISON = {
    "hang": ("job.timeout", "stopped after 2 s"),
    "leak": ("job.memory", "more than the 256 MB"),
    "die": ("job.died", "ended by SIGKILL"),
    "break": ("job.raised", "ZeroDivisionError: this drill raises"),
    "fail": ("drill.failed", "always fails"),
    "flood": ("request.too_large", "Its result was refused"),
}


def test_a_poison_job_is_quarantined_while_others_continue(jobs):
    poison = {act: jobs.order(f"drill:1:{act}") for act in POISON}
    others = [jobs.order(f"noop:{number}", kind="noop") for number in range(5)]
    assert {jobs.wait(other).state for other in others} == {"done"}
    for act, (code, sentence) in POISON.items():
        job = jobs.wait(poison[act])
        assert (job.state, job.failures, job.error.code) == ("quarantined", 3, code)
        assert sentence in job.error.sentence
        assert job.error.hint


def test_a_cancelled_job_is_stopped_and_others_continue(jobs):
    hanging = jobs.order("drill:1:hang")
    other = jobs.order("drill:2:pass")
    jobs.client.jobs.cancel(hanging)
    assert jobs.wait(other).state == "done"
    assert jobs.client.jobs.get(hanging).state == "cancelled"


def test_a_killed_worker_is_replaced_and_its_job_is_run_again(daemon, own_jobs):
    hanging = own_jobs.order("drill:1:hang")
    own_jobs.wait_until_running(hanging)
    for pid in children(daemon.pid):
        os.kill(pid, signal.SIGKILL)
    own_jobs.wait_for(hanging, "job.lost")
    own_jobs.wait_until_running(hanging)
    assert own_jobs.client.jobs.get(hanging).attempts == 2


def test_workers_and_their_runs_end_with_a_killed_daemon(daemon, own_jobs):
    own_jobs.wait(own_jobs.order("drill:0:pass"))
    workers = children(daemon.pid)
    runners = [child for worker in workers for child in children(worker)]
    gone = [os.pidfd_open(pid) for pid in workers + runners]
    daemon.kill()
    for process in gone:
        assert select.select([process], [], [], 10)[0]
        os.close(process)
    assert workers
    assert runners


def test_a_restarted_daemon_finishes_the_jobs_of_a_killed_one(daemon, own_jobs):
    pending = [own_jobs.order(f"drill:{number}:pass") for number in range(5)]
    daemon.kill()
    daemon.start()
    assert {own_jobs.wait(job).state for job in pending} == {"done"}


def test_an_extra_worker_joins_from_a_terminal_and_leaves_on_request(shared_daemon):
    command = [sys.executable, "-P", "-m", "daemon.worker", "cpu", "--name", "extra-1"]
    extra = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
    assert extra.stdout.readline() == "extra-1 takes jobs of the queue cpu; Ctrl-C stops it.\n"
    extra.send_signal(signal.SIGINT)
    assert extra.wait(10) == 0
    extra.stdout.close()


def test_a_worker_without_a_daemon_reports_it(home):
    command = [sys.executable, "-P", "-m", "daemon.worker", "cpu"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 3
    assert "is not running" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("role", [Role.VIEWER, Role.REVIEWER, Role.DEVELOPER, Role.ADMIN])
def test_a_pinned_person_cannot_claim_a_job(shared_daemon, role):
    with shared_daemon.client_as(role) as client, pytest.raises(ForbiddenError, match=r"job\.work"):
        Work(client._exchange).claim("cpu", "intruder")


def test_a_worker_reaches_the_work_routes_only(shared_daemon):
    with shared_daemon.client_as(Role.WORKER) as client:
        assert Work(client._exchange).claim("gpu", "w").items == ()
        for forbidden in (client.projects.list, client.jobs.list):
            with pytest.raises(ForbiddenError):
                list(forbidden())


def test_a_claim_for_too_much_is_refused():
    with pytest.raises(ValueError, match="1 to 256"):
        Claim("cpu", "w", 10_000)
