"""Typing mistakes get a suggestion, errors of --json are JSON, and a shell completes what exists."""

import json

import pytest

SQL = "CREATE TABLE shop.stock (id int);\n"


@pytest.fixture(scope="module")
def shop(shared_shell):
    shared_shell.write("db/shop.sql", SQL)
    shared_shell.specdeck("project", "add", "shop", "db")
    shared_shell.specdeck("wait")
    return shared_shell


def completed(shop, line: str) -> list[str]:
    words = line.split(" ")
    ran = shop.specdeck(_SPECDECK_COMPLETE="complete_bash", COMP_WORDS=line, COMP_CWORD=str(len(words) - 1))
    return [word for word in ran.out.split("\n") if word]


def test_a_mistyped_command_gets_the_nearest_one(shell):
    ran = shell.specdeck("reveiw")
    assert ran.err.splitlines()[1] == "hint: Did you mean `specdeck review`? See `specdeck --help`."
    assert "Did you mean `specdeck review list`?" in shell.specdeck("review", "lst").err


def test_a_mistyped_option_gets_the_nearest_one(shell):
    assert "--where" in shell.specdeck("review", "list", "--wher", "open").err


def test_a_mistyped_state_gets_the_nearest_one(shop):
    assert "Did you mean approved?" in shop.specdeck("review", "list", "--where", "state=aproved").err


def test_a_mistyped_reason_gets_the_nearest_one(shop):
    assert "Did you mean 'wrong name'?" in shop.specdeck("review", "reject", "1", "--reason", "wrong nam").err


def test_an_error_of_a_command_with_json_is_json(shell):
    ran = shell.specdeck("review", "list", "--json", "--bogus")
    assert ran.out == ""
    error = json.loads(ran.err)
    assert (error["error"], error["exit_code"]) == ("command.usage", 2)
    assert "--bogus" in error["sentence"]


def test_somebody_unknown_who_is_mentioned_is_refused_with_the_names(shop):
    ran = shop.specdeck("review", "comment", "shop.stock", "@nobody_here please look")
    assert ran.code == 2
    assert "Nobody called nobody_here is known here." in ran.err
    assert "Known here: " in ran.err


def test_a_shell_completes_projects_units_and_reasons(shop):
    assert completed(shop, "specdeck review list --project ") == ["shop"]
    assert completed(shop, "specdeck review show shop.") == ["shop.stock"]
    assert completed(shop, "specdeck review reject 1 --reason too") == ["too raw"]
    assert "state=approved" in completed(shop, "specdeck review list --where state=app")
    assert completed(shop, "specdeck status --instance def") == ["default"]


def test_a_shell_completes_names_of_the_named_project_however_long_its_list(shell):
    shell.write("long/1.sql", "".join(f"CREATE TABLE shop.a{number:03} (id int);\n" for number in range(220)))
    shell.write("long/2.sql", "CREATE TABLE shop.zebra (id int);\nCREATE TABLE shop.zoo (id int);\n")
    shell.write("other/1.sql", SQL)
    shell.specdeck("project", "add", "long", "long")
    shell.specdeck("project", "add", "other", "other")
    shell.specdeck("wait")
    assert completed(shell, "specdeck review show --project long shop.z") == ["shop.zebra", "shop.zoo"]
    assert completed(shell, "specdeck review show --project other shop.s") == ["shop.stock"]


def test_a_shell_completes_nothing_where_no_daemon_runs(shell):
    assert completed(shell, "specdeck review list --project ") == []


def test_project_add_suggests_a_policy_for_one_person(shell):
    shell.write("db/shop.sql", SQL)
    added = shell.specdeck("project", "add", "shop", "db").out
    assert "specdeck policy set shop --alone" in added
    assert shell.specdeck("policy", "set", "shop", "--alone").code == 0
    assert "distinct = false" in shell.specdeck("policy", "show", "shop").out
    again = shell.specdeck("policy", "set", "shop", "--alone")
    assert (again.code, again.err.splitlines()[0]) == (4, "error: shop already has a policy.")
