"""`specdeck findings`: scan, show, fix, undo, baseline, report."""

import json

import pytest

UNSAFE = """CREATE FUNCTION purge(p_table text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE 'DELETE FROM ' || p_table;
END $$;
"""
STYLE = "SELECT id FROM item WHERE size != 1;\r\nSELECT id FROM item WHERE size = NULL;\r\n"


@pytest.fixture
def unsafe(shell):
    """A shell with one file that has an injection."""
    shell.write("db/purge.sql", UNSAFE)
    return shell


def test_a_scan_reports_the_place_and_exits_with_1(unsafe):
    ran = unsafe.specdeck("findings", "scan", "db")
    assert ran.code == 1
    assert "db/purge.sql:3:3: critical SEC001 sql-injection CWE-89" in ran.out


def test_a_scan_of_clean_files_exits_with_0(shell):
    shell.write("a.sql", "SELECT 1;")
    assert shell.specdeck("findings", "scan", "a.sql").code == 0


def test_json_has_one_finding_a_line(unsafe):
    found = unsafe.specdeck("findings", "scan", "db", "--rule", "security", "--json").json
    assert (found["rule"], found["line"], found["unit"]) == ("SEC001", 3, "purge(text)")


def test_a_comment_with_a_reason_accepts_a_finding(shell):
    allowed = UNSAFE.replace("  EXECUTE", "  -- specdeck: allow SEC001: only the migration calls it\n  EXECUTE")
    shell.write("a.sql", allowed)
    ran = shell.specdeck("findings", "scan", "a.sql")
    assert (ran.code, "1 accepted" in ran.out) == (0, True)


def test_an_accepted_finding_comes_back_after_its_date(shell):
    allowed = UNSAFE.replace("  EXECUTE", "  -- specdeck: allow SEC001 until 2020-01-31: for now\n  EXECUTE")
    shell.write("a.sql", allowed)
    assert shell.specdeck("findings", "scan", "a.sql").code == 1


def test_a_file_accepts_findings_by_path(unsafe):
    unsafe.write(".specdeck-allow.toml", '[[allow]]\nrule = "sql_injection"\npath = "db/*"\nreason = "internal"\n')
    assert unsafe.specdeck("findings", "scan", "db").code == 0


def test_an_entry_without_a_reason_is_refused(unsafe):
    unsafe.write(".specdeck-allow.toml", '[[allow]]\nrule = "SEC001"\n')
    ran = unsafe.specdeck("findings", "scan", "db")
    assert (ran.code, ran.err.startswith("error: .specdeck-allow.toml")) == (2, True)


def test_a_baseline_hides_what_was_there_before(unsafe):
    assert unsafe.specdeck("findings", "baseline", "db", "--output", "base.json").code == 0
    assert unsafe.specdeck("findings", "scan", "db", "--baseline", "base.json").code == 0
    unsafe.write("db/more.sql", UNSAFE.replace("purge", "empty"))
    assert unsafe.specdeck("findings", "scan", "db", "--baseline", "base.json").code == 1


def test_sarif_names_the_rule_and_the_line(unsafe):
    unsafe.specdeck("findings", "scan", "db", "--sarif", "out.sarif")
    log = json.loads((unsafe.folder / "out.sarif").read_text())
    result = log["runs"][0]["results"][0]
    assert (log["version"], result["ruleId"]) == ("2.1.0", "SEC001")
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == 3


def test_a_secret_is_masked_wherever_it_is_shown(shell):
    shell.write("a.sql", "CREATE ROLE app LOGIN PASSWORD 'tr0ub4dor';")
    shell_output = shell.specdeck("findings", "scan", "a.sql", "--sarif", "out.sarif").out
    assert "SEC201" in shell_output
    assert "tr0ub4dor" not in shell_output + (shell.folder / "out.sarif").read_text()


def test_a_fix_is_shown_and_not_written(shell):
    shell.write("a.sql", STYLE)
    ran = shell.specdeck("findings", "fix", "a.sql", "--rule", "null-comparison")
    assert "+SELECT id FROM item WHERE size IS NULL;" in ran.out
    assert "= NULL" in (shell.folder / "a.sql").read_text()


def test_applied_fixes_are_undone_byte_for_byte(shell):
    shell.write("a.sql", "")
    path = shell.folder / "a.sql"
    path.write_bytes(STYLE.encode())
    rules = ["--rule", "not-equals-sign", "--rule", "null-comparison"]
    ran = shell.specdeck("findings", "fix", "a.sql", *rules, "--apply")
    assert ran.code == 0
    assert path.read_bytes() == STYLE.replace("!=", "<>").replace("= NULL", "IS NULL").encode()
    assert shell.specdeck("findings", "undo").code == 0
    assert path.read_bytes() == STYLE.encode()


def test_undo_refuses_a_file_that_has_changed_since(shell):
    shell.write("a.sql", STYLE)
    shell.specdeck("findings", "fix", "a.sql", "--rule", "null-comparison", "--apply")
    shell.write("a.sql", "SELECT 2;")
    assert shell.specdeck("findings", "undo").code == 2
    assert (shell.folder / "a.sql").read_text() == "SELECT 2;"


def test_a_refactoring_fix_that_is_not_proved_is_not_applied(shell):
    shell.write("a.sql", "SELECT id FROM item WHERE active = true;")
    ran = shell.specdeck("findings", "fix", "a.sql", "--rule", "compared-with-true", "--apply")
    assert "unproved" in ran.out
    assert "active = true" in (shell.folder / "a.sql").read_text()


def test_a_rule_is_explained_with_its_examples(shell):
    ran = shell.specdeck("findings", "show", "SEC101")
    assert "CWE-426" in ran.out and "not reported:" in ran.out


def test_an_unknown_rule_is_named(shell):
    ran = shell.specdeck("findings", "show", "SEC999")
    assert (ran.code, "sec999" in ran.err) == (2, True)


def test_a_report_counts_by_control(unsafe):
    found = unsafe.specdeck("findings", "report", "db", "--type", "owasp", "--json").json
    assert found["controls"] == {"A03:2021 Injection": 1}
