"""How many workers a queue has."""

import pytest

from daemon.server.workers.worker_pool import SPARE_WORKERS, wanted_size


@pytest.mark.parametrize(("waiting", "wanted"), [(0, 0), (1, 1), (4, 1), (5, 2), (100, 2)])
def test_workers_are_started_for_a_backlog_up_to_the_cores(waiting, wanted):
    assert wanted_size("cpu", waiting, 0, 2) == wanted


@pytest.mark.parametrize(("waiting", "wanted"), [(0, 0), (1, 1), (100, 1)])
def test_the_model_has_one_worker_while_there_is_a_backlog_and_none_without(waiting, wanted):
    assert wanted_size("gpu", waiting, 0, 1) == wanted


def test_once_slow_jobs_hold_all_workers_others_get_one_more():
    assert wanted_size("cpu", 1, slow=2, max_size=2) == 3
    assert wanted_size("cpu", 0, slow=2, max_size=2) == 0


def test_spare_workers_are_few():
    assert wanted_size("cpu", 100, slow=9, max_size=2) == 2 + SPARE_WORKERS


@pytest.mark.parametrize("queue", ["gpu", "retrieval"])
def test_a_queue_whose_worker_must_be_the_only_one_gets_no_spare_worker(queue):
    assert wanted_size(queue, 100, slow=1, max_size=1) == 1
