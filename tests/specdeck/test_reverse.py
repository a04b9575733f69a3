"""`specdeck reverse`: analysts look at files through a real daemon, a real worker and a real, if tiny, model."""

import json
import os
import signal
from importlib.util import find_spec

import pytest

from daemon.wire.job import Job
from engine.llm.local.random_model import write_random_model
from specdeck.models.reverse_result import jobs_since
from tests.engine.analysts.test_discovery import CLOSE
from tests.engine.llm.batch_server import batch_server, succeeded
from tests.engine.llm.model_servers import Answer, anthropic_message, model_server

TOTAL = """CREATE FUNCTION total(p int) RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE v_x numeric := 0;
BEGIN
  SELECT sum(price) INTO v_x FROM line WHERE order_id = p;
  IF v_x IS NULL THEN RAISE EXCEPTION 'no lines'; END IF;
  RETURN v_x;
END $$;
"""


@pytest.fixture
def shop(shell):
    """A project whose daemon looks for models in the shell's own folder."""
    shell.write("db/total.sql", TOTAL)
    added = reverse_env(shell, "project", "add", "shop", "db", "--yes")
    assert added.code == 0, added.err
    yield shell
    shell.specdeck("daemon", "stop")


def reverse_env(shell, *words):
    return shell.specdeck(*words, SPECDECK_MODELS=str(shell.folder / "models"))


def test_without_a_model_it_says_what_is_missing(shop):
    ran = reverse_env(shop, "reverse", "db/total.sql", "--wait")
    assert ran.code == 1
    assert "No local model is in use." in ran.out + ran.err


@pytest.mark.skipif(find_spec("llama_cpp") is None, reason="llama-cpp-python is not installed; install.py says why")
def test_after_a_model_was_added_the_files_are_looked_at_again(shop):
    assert reverse_env(shop, "reverse", "db", "--wait").code == 1
    reverse_env(shop, "models", "add", str(write_random_model(shop.folder / "tiny.gguf")))
    again = reverse_env(shop, "reverse", "db", "--wait")
    assert again.code == 0, again.out + again.err


def test_a_path_outside_of_the_project_is_refused(shop):
    ran = reverse_env(shop, "reverse", "elsewhere.sql")
    assert ran.code != 0
    assert "is not in a folder of the project" in ran.err


@pytest.mark.skipif(find_spec("llama_cpp") is None, reason="llama-cpp-python is not installed; install.py says why")
def test_a_model_is_asked_and_nothing_unproved_is_offered(shop):
    reverse_env(shop, "models", "add", str(write_random_model(shop.folder / "tiny.gguf")))
    ran = reverse_env(shop, "reverse", "db", "--wait")
    assert ran.code == 0, ran.err + ran.out
    assert "The analysts have looked at 1 file: units 1" in ran.out
    (unit,) = reverse_env(shop, "units", "shop", "--json").json
    assert unit["verdict"] == "proved"


def test_what_no_local_model_answers_goes_to_the_cloud_within_the_budget(shell):
    shell.write("db/total.sql", TOTAL)
    renames = {"renames": [{"old": "v_x", "evidence": "a sum", "new": "order_total"}]}
    describe = {"evidence_lines": [4], "description": "Adds up the lines of an order."}
    rules = {"rules": [{"first_line": 5, "last_line": 5, "kind": "constraint", "rule": "An order has lines."}]}
    answers = {"Task: give var": renames, "Task: desc": describe, "Task: list": rules}

    def answer(_path, asked):
        if "max_tokens" not in asked:
            return Answer({"input_tokens": 300})
        system = asked["system"][0]["text"]
        return anthropic_message(json.dumps(next(value for task, value in answers.items() if task in system)))

    with model_server(answer) as server:
        cloud = {"SPECDECK_CLOUD_URL": server.url, "SPECDECK_CLOUD_KEY": "k-1", "SPECDECK_MODELS": "/nonexistent"}
        assert shell.specdeck("project", "add", "shop", "db", "--yes", **cloud).code == 0
        refused = shell.specdeck("reverse", "db", "--use-cloud", "--wait", **cloud)
        assert "specdeck cost cloud on" in refused.err
        assert server.calls == []
        shell.specdeck("cost", "cloud", "on", **cloud)
        shell.specdeck("cost", "budget", "1", **cloud)
        found = shell.specdeck("reverse", "db", "--use-cloud", "--wait", "--json", **cloud).json
        assert (found["proposals"], found["remarks"], found["faults"], found["problems"]) == (2, 1, 0, [])
        report = shell.specdeck("cost", "show", "--json", **cloud).json
        assert 0 < report["spent"] < 10_000_000
        assert {line["name"] for line in report["by_source"]} == {"cloud"}
        shown = shell.specdeck("review", "show", "total(integer)", **cloud)
        assert "by namer with claude-haiku-5-5 for $0.00" in shown.out, shown.err
        assert "An order has lines." in shown.out
        shell.specdeck("daemon", "stop")


def test_a_batch_survives_a_daemon_that_is_killed_and_is_submitted_once(shell):
    shell.write("db/total.sql", TOTAL)
    results = {
        "Task: give var": {"renames": [{"old": "v_x", "evidence": "a sum", "new": "order_total"}]},
        "Task: desc": {"evidence_lines": [4], "description": "Adds up the lines of an order."},
        "Task: list": {"rules": []},
    }

    def result(asked):
        system = asked["params"]["system"][0]["text"]
        return succeeded(json.dumps(next(value for task, value in results.items() if task in system)))

    with batch_server() as server:
        server.result, server.ended = result, False
        cloud = {"SPECDECK_CLOUD_URL": server.url, "SPECDECK_CLOUD_KEY": "k-1", "SPECDECK_MODELS": "/nonexistent"}
        shell.specdeck("project", "add", "shop", "db", "--yes", **cloud)
        shell.specdeck("cost", "cloud", "on", **cloud)
        shell.specdeck("cost", "budget", "1", **cloud)
        assert shell.specdeck("reverse", "db", "--batch", **cloud).code == 0
        assert server.looked_at.wait(90)
        os.kill(shell.specdeck("daemon", "status", "--json", **cloud).json["pid"], signal.SIGKILL)
        server.ended = True
        assert shell.specdeck("reverse", "db", "--batch", "--wait", **cloud).code == 0
        (batch,) = shell.specdeck("cost", "batches", "--json", **cloud).json["items"]
        assert (batch["state"], batch["questions"], batch["reserved"]) == ("ended", 3, 0)
        assert (batch["spent"] > 0, len(server.submitted)) == (True, 1)
        assert "by namer with claude-haiku-5-5" in shell.specdeck("review", "show", "total(integer)", **cloud).out
        refused = shell.specdeck("cost", "cancel", "1", **cloud)
        assert "Batch 1 is ended." in refused.err
        shell.specdeck("daemon", "stop")


def test_jobs_from_before_an_order_are_not_read():
    def newest_first():
        for day in ("2026-11-30", "2026-11-29", "2026-11-28"):
            read.append(day)
            yield Job("j", "ask_cloud", "cloud", "p", "unit:1", "low", "done", 1, 0, None, None, None, None, day, None)

    read = []
    assert [job.created for job in jobs_since(newest_first(), "2026-11-30")] == ["2026-11-30"]
    assert read == ["2026-11-30", "2026-11-29"]


def test_a_pattern_from_a_description_needs_a_model(shop):
    ran = reverse_env(shop, "patterns", "suggest", "--from", "note who changed a row")
    assert ran.code != 0
    assert "specdeck models add" in ran.err


def test_repeated_code_is_suggested_without_any_model(shell):
    for name in ("orders", "tickets", "claims"):
        shell.write(f"db/{name}.sql", CLOSE.format(name))
    reverse_env(shell, "project", "add", "shop", "db", "--yes")
    ran = reverse_env(shell, "reverse", "db", "--discover-patterns")
    assert "Suggested patterns: 1" in ran.out, ran.out + ran.err
    assert "mined.close" in reverse_env(shell, "patterns", "suggestions").out
    shell.specdeck("daemon", "stop")


def test_a_discoverer_that_is_off_says_so_and_stops_nothing_else(shop):
    reverse_env(shop, "analysts", "disable", "pattern_discoverer", "shop")
    ran = reverse_env(shop, "reverse", "db", "--discover-patterns")
    assert "specdeck analysts enable pattern_discoverer" in ran.out
    assert "The analysts look at 1 file." in ran.out
