"""Texts are checked before they count, and hostile ones affect nobody else."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from daemon.client.errors import InvalidError
from daemon.client.transport.http_session import HttpConnection
from daemon.client.transport.local_socket import LocalDialer
from daemon.wire.decision import NewDecision
from daemon.wire.decision_kinds import DecisionKind
from tests.daemon.decisions.conftest import with_note

LONG = "+".join("1" for _ in range(20_000))
HOSTILE = {
    "ten megabytes": "a" * 10_000_000,
    "ten megabytes of lines": "a\n" * 5_000_000,
    "deep nesting": "a: " + "[" * 100_000,
    "deep blocks": "".join(f"{' ' * depth}a:\n" for depth in range(2_000)),
    "a NUL": "module: a\0b",
    "an alias bomb": "a: &a [1]\nb: [*a, *a]",
}


def shift(text, words, by):
    assert words in text
    return text.replace(words, by, 1)


def test_a_text_that_means_the_same_is_proved(shop, unit):
    spec = with_note(shop.spec(unit))
    with shop.daemon.client() as client:
        checked = client.reviews.check(unit, spec)
    assert (checked.ok, checked.verdict, checked.mistakes) == (True, "proved", ())
    assert "price_" in checked.lowered
    assert [(hunk.old_start, hunk.old_end, hunk.new_start, hunk.new_end) for hunk in checked.hunks] == [(3, 2, 3, 3)]


def test_a_text_that_means_something_else_tells_where(shop, unit):
    with shop.daemon.client() as client:
        checked = client.reviews.check(unit, shift(shop.spec(unit), "- return: 0", "- return: 1"))
    assert (checked.ok, checked.verdict) == (True, "unverified")
    assert "RETURN 1" in checked.difference


def test_a_mistake_is_told_at_its_line_and_refused_as_a_decision(shop, unit):
    spec = shift(shop.spec(unit), "returns:", "retruns:")
    before = spec[: spec.index("retruns")]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    with shop.speak("dev") as client:
        checked = client.reviews.check(unit, spec)
        assert (checked.ok, checked.mistakes[0].line) == (False, line)
        assert "returns" in checked.mistakes[0].hint
        with pytest.raises(InvalidError) as refused:
            client.reviews.decide(unit, NewDecision(DecisionKind.EDIT, spec=spec))
    assert (refused.value.code, refused.value.problem.flaws[0].where) == ("review.mistakes", f"{line}:{column}")
    assert shop.review(unit).item.state == "converted"


def test_a_spec_of_another_unit_is_a_mistake(shop, unit):
    with shop.daemon.client() as client:
        (mistake,) = client.reviews.check(unit, shop.spec(next(shop.fresh))).mistakes
    assert "but the unit is function shop.price_" in mistake.sentence


def test_a_second_action_beside_the_first_is_a_mistake(shop, unit):
    spec = shop.spec(unit)
    second = spec.replace("actions:\n", "").replace("price_", "cost_")
    with shop.daemon.client() as client:
        assert not client.reviews.check(unit, spec + second).ok


def test_an_edit_shows_its_links_as_far_as_they_are_known(shop, unit):
    spec = shift(shop.spec(unit), "- return: 0", "- return: 1")
    shop.say("dev", unit, DecisionKind.EDIT, spec=spec)
    review = shop.review(unit)
    kinds = {review.deck.spec[slice(*place)].strip(): kind for _, _, place, kind in review.deck.links}
    assert kinds["- return: 1"] == "inferred"
    assert "exact" in kinds.values()
    assert review.lift == spec.replace("- return: 1", "- return: 0")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_told_as_a_mistake(shop, unit, name):
    with shop.daemon.client() as client:
        checked = client.reviews.check(unit, HOSTILE[name])
    assert not checked.ok
    assert checked.mistakes[0].sentence


def test_an_expression_of_20000_tokens_is_answered(shop, unit):
    with shop.daemon.client() as client:
        checked = client.reviews.check(unit, shift(shop.spec(unit), "- return: 0", f"- return: {LONG}"))
    assert checked.verdict != "proved"


@pytest.mark.parametrize("body", [b'{"spec": "\xff"}', b'{"spec": "\\ud800"}', b'{"spec": 1}', b'{"spec"'])
def test_a_body_that_holds_no_text_breaks_nothing(shop, unit, body):
    connection = HttpConnection(LocalDialer(shop.daemon.place), 20)
    connection.request("POST", f"/v1/conversions/{unit}/check", body, {"Content-Type": "application/json"})
    response = connection.getresponse()
    assert response.status < 500
    assert json.loads(response.read())
    connection.close()


def test_checks_of_many_people_go_on_beside_everything_else(shop, unit):
    spec = shop.spec(unit)

    def check(who):
        with shop.speak(who) as client:
            return [client.reviews.check(unit, text).verdict for text in (spec, HOSTILE["ten megabytes"], spec)]

    with ThreadPoolExecutor(5) as people:
        answers = [people.submit(check, who) for who in ("vic", "rob", "rea", "dev", "ada")]
        with shop.daemon.client() as client:
            assert client.status().tail > 0
        assert [answer.result() for answer in answers] == [["proved", None, "proved"]] * 5
