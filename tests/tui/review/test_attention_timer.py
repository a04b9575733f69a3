"""How long the user looked: time at the keys counts, a pause counts for half a minute at most."""

from hypothesis import given
from hypothesis import strategies as st

from tui.review.attention_timer import IDLE_SECONDS, AttentionTimer


def test_time_between_keys_counts():
    attention = AttentionTimer(100.0)
    attention.touch(104.0)
    assert attention.seconds(110.0) == 10.0


def test_a_long_pause_is_trimmed():
    attention = AttentionTimer(0.0)
    attention.touch(3600.0)
    assert attention.seconds(3601.0) == IDLE_SECONDS + 1.0


def test_nothing_counts_while_the_terminal_has_no_focus():
    attention = AttentionTimer(0.0)
    attention.leave(5.0)
    attention.touch(20.0)
    assert attention.seconds(22.0) == 7.0


@given(st.lists(st.floats(0, 1000), max_size=20))
def test_one_never_looked_longer_than_the_clock_went(pauses):
    attention, now = AttentionTimer(0.0), 0.0
    for pause in pauses:
        now += pause
        attention.touch(now)
    assert attention.seconds(now) <= now + 1e-6
