"""`specdeck events`: past and new events."""

import json
import signal


def test_past_events_are_printed_one_a_line(shell):
    shell.specdeck("project", "add", "shop", ".")
    events = [json.loads(line) for line in shell.specdeck("events", "--json").out.splitlines()]
    assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
    assert events[-1]["type"] == "project.added"


def test_only_later_events_are_printed(shell):
    shell.specdeck("project", "add", "shop", ".")
    (line,) = shell.specdeck("events", "--after", "1").out.splitlines()
    assert "project.added" in line


def test_following_prints_new_events_until_interrupted(shell):
    shell.specdeck("project", "add", "shop", ".")
    following = shell.start("events", "--follow", "--after", "1", "--json")
    assert json.loads(following.stdout.readline())["type"] == "project.added"
    shell.specdeck("project", "remove", "shop", "--yes")
    assert json.loads(following.stdout.readline())["type"] == "project.removed"
    following.send_signal(signal.SIGINT)
    _, err = following.communicate(timeout=20)
    assert (following.returncode, err) == (130, "")


def test_following_survives_a_restart_of_the_daemon(shell):
    shell.specdeck("project", "add", "shop", ".")
    following = shell.start("events", "--follow", "--after", "1", "--json")
    assert json.loads(following.stdout.readline())["seq"] == 2
    shell.specdeck("daemon", "restart")
    shell.specdeck("project", "remove", "shop", "--yes")
    assert json.loads(following.stdout.readline())["seq"] == 3
    following.terminate()
    following.communicate(timeout=20)
