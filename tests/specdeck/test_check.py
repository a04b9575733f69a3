"""`specdeck check` against a real git repository."""

import json
import subprocess
from xml.etree import ElementTree as ET

import pytest

SAFE = """CREATE FUNCTION f(p text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('DELETE FROM %I', p);
END $$;
"""


@pytest.fixture
def repository(shell):
    """A shell inside of a repository with one committed file."""
    shell.write("db/f.sql", SAFE)
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.test", "-c", "init.defaultBranch=main"]
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "first"]):
        subprocess.run([*git, *arguments], cwd=shell.folder, check=True, capture_output=True)
    return shell


def test_nothing_changed_is_clean(repository):
    ran = repository.specdeck("check", "db", "--diff", "HEAD")
    assert (ran.code, ran.out) == (0, "0 files changed, 0 units, 0 new findings\n")


def test_a_change_of_layout_is_the_same(repository):
    repository.write("db/f.sql", SAFE.replace("  EXECUTE", "    -- all rows\n    EXECUTE"))
    ran = repository.specdeck("check", "db", "--diff", "HEAD")
    assert (ran.code, "f(text): proved, same" in ran.out) == (0, True)


def test_a_new_finding_fails_the_check_and_says_what_differs(repository):
    repository.write("db/f.sql", SAFE.replace("%I", "%s"))
    ran = repository.specdeck("check", "db", "--diff", "HEAD", "--sarif", "out.sarif", "--junit", "out.xml")
    assert ran.code == 1
    assert "f(text): proved, differs: they differ in" in ran.out
    assert "db/f.sql:3:3: critical SEC001" in ran.out
    assert json.loads((repository.folder / "out.sarif").read_text())["runs"][0]["results"][0]["ruleId"] == "SEC001"
    assert ET.fromstring((repository.folder / "out.xml").read_text()).get("failures") == "1"


def test_an_old_finding_does_not_fail_the_check(repository):
    repository.write("db/old.sql", SAFE.replace("%I", "%s").replace("FUNCTION f", "FUNCTION g"))
    author = ["-c", "user.name=a", "-c", "user.email=a@example.test"]
    for arguments in (["add", "."], [*author, "commit", "-qm", "second"]):
        subprocess.run(["git", *arguments], cwd=repository.folder, check=True, capture_output=True)
    repository.write("db/old.sql", (repository.folder / "db/old.sql").read_text() + "\nSELECT 1;\n")
    assert repository.specdeck("check", "db", "--diff", "HEAD").code == 0


def test_a_new_file_is_checked(repository):
    repository.write("db/new.sql", SAFE.replace("%I", "%s").replace("FUNCTION f", "FUNCTION g"))
    found = repository.specdeck("check", "db", "--json").json
    assert [each["change"] for each in found["units"]] == ["new"]
    assert [each["rule"] for each in found["findings"]] == ["SEC001"]


def test_an_unknown_revision_is_an_error(repository):
    ran = repository.specdeck("check", "db", "--diff", "nowhere")
    assert (ran.code, ran.err.startswith("error: git failed")) == (2, True)


def test_outside_of_a_repository_is_an_error(shell):
    shell.write("a.sql", "SELECT 1;")
    assert shell.specdeck("check", "a.sql").code == 2
