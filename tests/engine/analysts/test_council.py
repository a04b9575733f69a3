"""A council chooses by validators first and votes second, and three rounds never make it worse."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.analysts.council.candidate import Ballot
from engine.analysts.council.hold_council import MOST_ROUNDS, hold_council


def messages(count):
    return tuple(f"m{n}" for n in range(count))


def votes_for(choice):
    return lambda _: Ballot(choice, "because")


def test_trust_decides_between_valid_answers_and_dissent_is_kept():
    record = hold_council({"a": 0, "b": 0}, {"a": votes_for(0), "b": votes_for(1)}, {"a": 0.3, "b": 0.8}, messages)
    assert record.chosen.analyst == "b"
    assert [vote.analyst for vote in record.rounds[-1].dissent] == ["a"]


def test_a_valid_answer_wins_against_any_weight():
    record = hold_council({"a": 3, "b": 0}, {"a": votes_for(0)}, {"a": 1.0}, messages)
    assert record.chosen.analyst == "b"


def test_a_critic_repairs_what_a_validator_refuses():
    record = hold_council({"a": 2}, {}, {}, messages, lambda each: each.value - 1)
    assert (record.chosen.analyst, record.chosen.value, len(record.rounds)) == ("critic", 0, 3)


def test_without_a_validator_no_critic_is_asked():
    record = hold_council({"a": 2}, {}, {}, None, lambda _: 1 / 0)
    assert len(record.rounds) == 1


def test_a_vote_for_what_does_not_exist_is_left_out():
    assert hold_council({"a": 0}, {"a": votes_for(7)}, {}, messages).rounds[0].votes == ()


@given(
    st.lists(st.integers(0, 6), min_size=1, max_size=4),
    st.lists(st.integers(0, 9), max_size=4),
    st.tuples(st.integers(-2, 5), st.integers(-2, 5), st.integers(-2, 5)),
    st.tuples(st.floats(0, 1), st.floats(0, 1)),
)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_the_last_round_is_never_worse_than_the_first(given_answers, repairs, choices, trust):
    left = list(repairs)

    def critic(_candidate):
        return left.pop() if left else None

    voters = {name: votes_for(choice) for name, choice in zip("xyz", choices, strict=True)}
    answers = dict(zip("abcd", given_answers, strict=False))
    record = hold_council(answers, voters, dict(zip("xy", trust, strict=True)), messages, critic)
    assert len(record.chosen.messages) <= min(given_answers)
    leaders = [len(record.candidates[each.leader].messages) for each in record.rounds]
    assert leaders == sorted(leaders, reverse=True)
    assert len(record.rounds) <= MOST_ROUNDS + 1
