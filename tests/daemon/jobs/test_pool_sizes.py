"""How many workers the daemon starts: one a core for `cpu`, or as the environment says."""

import os

import pytest

from daemon.server.errors import SettingError
from daemon.server.workers.pool_sizes import pool_sizes
from jobs.job_kind import JobQueue


def test_there_is_one_cpu_worker_a_core():
    assert pool_sizes({})["cpu"] == os.cpu_count()


def test_the_environment_sets_their_number():
    assert pool_sizes({"SPECDECK_CPU_WORKERS": "1"})["cpu"] == 1


def test_every_queue_has_a_size():
    assert pool_sizes({}).keys() == set(JobQueue)


@pytest.mark.parametrize("text", ["0", "-1", "two", "1.5", "999", "\u0663"])
def test_a_number_that_cannot_be_is_refused(text):
    with pytest.raises(SettingError, match="SPECDECK_CPU_WORKERS"):
        pool_sizes({"SPECDECK_CPU_WORKERS": text})
