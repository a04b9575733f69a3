"""`specdeck assess`: a report without a daemon."""

import shutil
import subprocess

import pytest

SQL = """CREATE TABLE item (id integer PRIMARY KEY, name text);
CREATE FUNCTION run(p text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE p; END $$;
"""


def test_an_assessment_says_where_to_begin(shell):
    shell.write("db/a.sql", SQL)
    ran = shell.specdeck("assess", "db")
    assert ran.code == 0
    assert "Start with run(text) in db/a.sql" in ran.out


def test_json_has_the_counts(shell):
    shell.write("db/a.sql", SQL)
    found = shell.specdeck("assess", "db", "--json").json
    assert (found["files"], found["units"], found["routines"], found["by_status"]) == (1, 2, 1, {"proved": 2})


def test_reports_are_written_to_files(shell):
    shell.write("db/a.sql", SQL)
    assert shell.specdeck("assess", "db", "--html", "a.html", "--md", "a.md", "--no-proof").code == 0
    assert "<svg" in (shell.folder / "a.html").read_text()
    assert "# Assessment" in (shell.folder / "a.md").read_text()


@pytest.mark.skipif(shutil.which("chromium") is None, reason="needs a browser")
def test_the_page_opens_in_a_browser_with_its_charts(shell):
    shell.write("db/a.sql", SQL)
    shell.specdeck("assess", "db", "--html", "a.html")
    arguments = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={shell.home}/browser", "--dump-dom"]
    page = (shell.folder / "a.html").as_uri()
    opened = subprocess.run(["chromium", *arguments, page], capture_output=True, text=True, timeout=60, check=True)
    assert opened.stdout.count("<svg") == 6
    assert '<ol class="start"><li><h3><code>run(text)</code>' in opened.stdout
    assert "Line 2: Dynamic SQL contains unquoted text from parameter p." in opened.stdout


def test_files_without_statements_have_none_of_anything(shell):
    shell.write("a.sql", "-- nothing yet")
    lines = shell.specdeck("assess", "a.sql").out.splitlines()
    assert "By kind: none" in lines and "Proof: none" in lines
