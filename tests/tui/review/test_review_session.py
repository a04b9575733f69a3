"""The pace of a session, and suggestions that are rare and never in the way."""

from tui.review.review_session import FAST_IN_A_ROW, LONG_SECONDS, TOO_LONG_SECONDS, ReviewSession


def test_the_pace_shows_how_many_and_how_long():
    sitting = ReviewSession(0.0)
    sitting.record("approve", 10.0)
    sitting.record("reject", 20.0)
    assert sitting.pace(125.0) == "2 decided · 2 min · 15 s each"


def test_nothing_is_said_of_a_careful_reader():
    sitting = ReviewSession(0.0)
    for _ in range(100):
        sitting.record("approve", 12.0)
    assert sitting.nudge(600.0) == ""


def test_twenty_fast_approvals_in_a_row_are_mentioned():
    sitting = ReviewSession(0.0)
    for _ in range(FAST_IN_A_ROW):
        sitting.record("approve", 1.0)
    assert "20 approvals" in sitting.nudge(60.0)


def test_one_careful_look_ends_the_row():
    sitting = ReviewSession(0.0)
    for seconds in [*[1.0] * FAST_IN_A_ROW, 9.0]:
        sitting.record("approve", seconds)
    assert sitting.nudge(60.0) == ""


def test_long_sessions_are_mentioned():
    sitting = ReviewSession(0.0)
    assert "hour" in sitting.nudge(LONG_SECONDS)
    assert "stop" in sitting.nudge(TOO_LONG_SECONDS)
