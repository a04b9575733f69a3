"""How long a run may take: what its kind says, or the environment of the daemon."""

import pytest

from daemon.server.errors import SettingError
from daemon.server.workers.job_limits import job_limits
from daemon.worker.process_runner import RunError, Runner
from jobs.job_kind import job_kinds


def test_each_kind_has_its_own_limit():
    assert job_limits({})["convert"] == job_kinds()["convert"].timeout


def test_the_environment_sets_the_limits_of_some_kinds():
    limits = job_limits({"SPECDECK_JOB_SECONDS": "convert=60, scan = 1.5"})
    assert (limits["convert"], limits["scan"]) == (60.0, 1.5)
    assert limits["assess"] == job_kinds()["assess"].timeout


@pytest.mark.parametrize("text", ["convert", "convert=", "convert=0", "convert=-1", "convert=nan", "convert=1e9", "=5"])
def test_a_limit_that_cannot_be_is_refused(text):
    with pytest.raises(SettingError, match="SPECDECK_JOB_SECONDS"):
        job_limits({"SPECDECK_JOB_SECONDS": text})


def test_an_unknown_kind_is_refused_with_the_known_ones():
    with pytest.raises(SettingError, match="bake") as refused:
        job_limits({"SPECDECK_JOB_SECONDS": "bake=5"})
    assert "convert" in refused.value.hint


def test_a_run_is_stopped_at_the_limit_of_its_job(home):
    with Runner() as runner, pytest.raises(RunError, match=r"stopped after 0\.2 s") as stopped:
        runner.run("drill", {"act": "hang"}, 0.2)
    assert stopped.value.failure.code == "job.timeout"
