"""`specdeck findings list|accept|reopen` and `specdeck overview`: what the daemon keeps of a project."""

import pytest


@pytest.fixture
def shell(lent_shell):
    return lent_shell


SQL = """CREATE FUNCTION purge(p_table text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE 'DELETE FROM ' || p_table;
END $$;
"""


@pytest.fixture(scope="module")
def assessed(shared_shell):
    """A shell with a project that is converted and assessed."""
    shared_shell.write("shop/purge.sql", SQL)
    shared_shell.specdeck("project", "add", "shop", shared_shell.folder / "shop")
    shared_shell.specdeck("wait")
    shared_shell.specdeck("overview", "shop", "--refresh")
    shared_shell.specdeck("wait")
    return shared_shell


def injection(shell, *options):
    return shell.specdeck("findings", "list", "shop", "--rule", "SEC001", "--json", *options)


def test_a_project_lists_its_findings(assessed):
    found = injection(assessed).json
    assert (found["name"], found["line"], found["severity"]) == ("purge(text)", 3, "critical")
    assert "purge.sql:3" in assessed.specdeck("findings", "list", "shop").out


def test_an_accepted_finding_is_listed_apart_until_it_is_reopened(assessed):
    number = str(injection(assessed).json["id"])
    accepted = assessed.specdeck("findings", "accept", number, "--reason", "only the nightly job")
    assert accepted.out == "Accepted SEC001 in purge(text).\n"
    assert injection(assessed).out == ""
    assert injection(assessed, "--accepted").json["reason"] == "only the nightly job"
    assert assessed.specdeck("findings", "reopen", number).out == "Reopened SEC001 in purge(text).\n"


def test_an_unknown_finding_is_refused(assessed):
    ran = assessed.specdeck("findings", "accept", "9999", "--reason", "fine")
    assert (ran.code != 0, "There is no finding 9999." in ran.err) == (True, True)


def test_the_overview_says_where_to_begin_and_has_a_row_for_each_day(assessed):
    lines = assessed.specdeck("overview", "shop").out.splitlines()
    assert lines[1].startswith("purge(text)")
    assert lines[-1].split()[1:6] == ["1", "1", "of", "1", "1"]


def test_the_overview_is_one_object_with_json(assessed):
    found = assessed.specdeck("overview", "shop", "--json").json
    assert found["report"]["units"] == found["days"][0]["units"] == 1
