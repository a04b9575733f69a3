"""`specdeck cost` and the switches of analysts, through a real daemon."""

import pytest


@pytest.fixture
def shop(shell):
    shell.write("db/a.sql", "CREATE TABLE t (id int);")
    assert shell.specdeck("project", "add", "shop", "db", "--yes").code == 0
    yield shell
    shell.specdeck("daemon", "stop")


def test_costs_budgets_cloud_and_analysts(shop):
    assert "$5.0000 a day" in shop.specdeck("cost", "budget", "5", "shop").out
    allowed = shop.specdeck("cost", "cloud", "on", "shop", "--per-minute", "7", "--json").json
    assert (allowed["enabled"], allowed["calls_per_minute"]) == (True, 7)
    assert shop.specdeck("cost", "show", "--json").json["today"]["left"] == 5_000_000_000
    assert "next 30 days" in shop.specdeck("cost", "show").out
    assert "shop" in shop.specdeck("cost", "list").out
    assert shop.specdeck("cost", "cloud", "on", "--batch-hours", "22-6", "--json").json["batch_hours"] == "22-6"
    assert "such as 22-6" in shop.specdeck("cost", "cloud", "on", "--batch-hours", "night").err
    refused = shop.specdeck("cost", "cloud", "on", "--model", "gpt-9")
    assert (refused.code != 0, "claude-haiku-5-5" in refused.err) == (True, True)
    assert "Namer: off" in shop.specdeck("analysts", "disable", "namer").out
    assert "namer" in shop.specdeck("analysts", "state").out


def test_the_route_of_each_task_is_shown_without_a_daemon(shell):
    rows = {row["task"]: row for row in shell.specdeck("cost", "route", "--json").json}
    assert rows["name_variables"]["first"] == "the local model"


def test_rules_of_a_project_are_set_shown_and_removed(shop):
    shop.write("routing.toml", '[[rule]]\ntasks = ["describe"]\nuse = "cloud"\nmodel = "claude-opus-5-5"\n')
    assert "1. describe" in shop.specdeck("cost", "rules", "--set", "routing.toml").out
    assert "claude-opus-5-5" in shop.specdeck("cost", "rules", "--json").json["text"]
    shop.write("wrong.toml", '[[rule]]\nuse = "gpu"\n')
    refused = shop.specdeck("cost", "rules", "--set", "wrong.toml")
    assert (refused.code != 0, "Rule 1 uses 'gpu'" in refused.err) == (True, True)
    assert "There are no rules" in shop.specdeck("cost", "rules", "--clear").out
