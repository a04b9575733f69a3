"""`specdeck review apply`, killed halfway: applying the file again does the rest, and nothing twice."""

import json
import os
import signal
from collections import Counter

import pytest

from tests.plugins.daemon import end

UNITS = 25
ROUTINE = """\
CREATE FUNCTION shop.price_{number}(quantity integer) RETURNS integer AS $$
BEGIN
    RETURN quantity + {number};
END;
$$ LANGUAGE plpgsql;
"""
# The comment comes first: it is the one word that could count twice, and it is acknowledged before anything is killed.
LINES = [
    {"unit": "shop.price_0(integer)", "kind": "comment", "note": "look here"},
    *({"unit": f"shop.price_{number}(integer)", "kind": "approve"} for number in range(UNITS)),
    *({"unit": f"shop.price_{number}(integer)", "kind": "flag", "note": "once more"} for number in range(0, UNITS, 5)),
]
SAID = Counter(line["kind"] for line in LINES)


@pytest.fixture
def shop(shell):
    """A shell with units of which nobody said anything, and a file of decisions on them."""
    shell.write("db/prices.sql", "\n".join(ROUTINE.format(number=number) for number in range(UNITS)))
    shell.write("decisions.jsonl", "\n".join(map(json.dumps, LINES)))
    assert shell.specdeck("project", "add", "shop", "db").code == 0
    assert shell.specdeck("wait").code == 0
    return shell


def begin(shop):
    """A client that applies the file and has said so of two lines."""
    applying = shop.start("review", "apply", "decisions.jsonl")
    assert ["done" in applying.stdout.readline() for _ in range(2)] == [True, True]
    return applying


def check_the_rest_is_done_once(shop):
    again = shop.specdeck("review", "apply", "decisions.jsonl", "--json")
    outcomes = [json.loads(line)["outcome"] for line in again.out.splitlines()]
    assert (again.code, len(outcomes), set(outcomes) <= {"done", "already"}) == (0, len(LINES), True), again.out
    assert outcomes[:2] == ["already", "already"]
    acts = shop.specdeck("review", "acts", "--limit", "1000", "--json").json
    assert Counter(act["kind"] for act in acts) == SAID
    events = map(json.loads, shop.specdeck("events", "--after", "0", "--limit", "500", "--json").out.splitlines())
    assert Counter(event["data"]["word"] for event in events if event["type"] == "unit.decided") == SAID


def test_after_a_client_is_killed_another_one_applies_the_rest(shop):
    applying = begin(shop)
    os.kill(applying.pid, signal.SIGKILL)
    applying.communicate(timeout=20)
    check_the_rest_is_done_once(shop)


def test_after_the_daemon_is_killed_every_decision_is_applied_once(shop):
    daemon = shop.specdeck("daemon", "status", "--json").json["pid"]
    applying = begin(shop)
    end(daemon, signal.SIGKILL)
    applying.communicate(timeout=60)
    check_the_rest_is_done_once(shop)
