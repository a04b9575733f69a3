"""How often the daemon looks for projects to assess."""

import pytest

from daemon.server.workers.order_assessments import INTERVAL, INTERVAL_VARIABLE, assess_interval


@pytest.mark.parametrize(("value", "seconds"), [("600", 600.0), ("0", 1.0), ("often", INTERVAL)])
def test_the_environment_sets_the_interval(value, seconds):
    assert assess_interval({INTERVAL_VARIABLE: value}) == seconds


def test_without_a_value_it_is_a_minute():
    assert assess_interval({}) == 60.0
