"""Findings as values: JSON, fingerprints, suppressions, scores, masks, SARIF."""

from datetime import date
from time import process_time

import pytest

from engine.findings.discover_rules import finding_rules
from engine.findings.finding import Finding, finding_from_json
from engine.findings.finding_score import finding_score
from engine.findings.mask_secrets import mask_secrets
from engine.findings.sarif import sarif_log
from engine.findings.scan_units import scan_project
from engine.findings.suppressions import SuppressionFileError, suppressions_in_file, suppressions_in_sql
from engine.source.split_file import split

SQL = "SELECT id FROM item WHERE size = NULL;\n"
TODAY = date(2026, 11, 30)


def found_in(sql: str) -> list[Finding]:
    return list(scan_project([split(sql, "a.sql")]))


def test_a_finding_survives_its_json_form():
    finding = found_in(SQL)[0]
    assert finding.fix is not None
    assert finding_from_json(finding.to_json()) == finding


def test_a_fingerprint_does_not_depend_on_the_line():
    assert found_in(SQL)[0].fingerprint == found_in("\n\n-- moved\n" + SQL)[0].fingerprint


def test_equal_findings_of_one_unit_have_different_fingerprints():
    found = found_in("SELECT id FROM item WHERE size = NULL OR size = NULL;")
    assert len({each.fingerprint for each in found if each.rule == "COR001"}) == 2


@pytest.mark.parametrize(
    ("comment", "covered"),
    [
        ("-- specdeck: allow COR001: on purpose\n", True),
        ("-- specdeck: allow null-comparison, SEC001: on purpose\n", True),
        ("-- specdeck: allow correctness until 2026-12-31: on purpose\n", True),
        ("-- specdeck: allow correctness until 2026-11-29: on purpose\n", False),
        ("-- specdeck: allow COR001 until 2026-13-31: not a day\n", False),
        ("-- specdeck: allow COR001 until 2027: not a day\n", False),
        ("-- specdeck: allow COR001\n", False),
        ("-- specdeck: allow SEC001: another rule\n", False),
    ],
)
def test_a_comment_accepts_what_it_names_until_its_date(comment, covered):
    sql = comment + SQL
    accepted = suppressions_in_sql("a.sql", sql)
    assert any(each.covers(found_in(sql)[0], TODAY) for each in accepted) is covered


def test_a_form_feed_does_not_move_the_line_that_a_comment_is_about():
    sql = "SELECT 1;\f\n-- specdeck: allow COR001: on purpose\n" + SQL
    (accepted,) = suppressions_in_sql("a.sql", sql)
    assert accepted.covers(next(each for each in found_in(sql) if each.rule == "COR001"), TODAY)


@pytest.mark.parametrize("line", ["-- specdeck: allow" + " " * 100_000, "-- specdeck: allow X: y\n" * 20_000])
def test_a_hostile_comment_is_read_in_linear_time(line):
    begun = process_time()
    suppressions_in_sql("a.sql", line)
    assert process_time() - begun < 2.0


@pytest.mark.parametrize(
    ("until", "covered"),
    [
        ("2026-11-29", False),
        ("2026-11-30", True),
        ('"2026-11-29"', False),
        ('"2026-11-30"', True),
        ("2026-11-29T23:59:00", False),
        ("2026-11-30T08:00:00Z", True),
    ],
)
def test_an_entry_of_a_file_ends_after_its_day(until, covered):
    (accepted,) = suppressions_in_file(f'[[allow]]\nrule = "COR001"\nreason = "old"\nuntil = {until}\n')
    assert accepted.covers(found_in(SQL)[0], TODAY) is covered


def test_an_entry_of_a_file_is_limited_to_its_path():
    accepted = suppressions_in_file('[[allow]]\nrule = "COR001"\nreason = "old"\npath = "b/*"\n')
    assert not accepted[0].covers(found_in(SQL)[0], TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "[[allow]]\nrule = 1\n",
        'allow = ["SEC001"]\n',
        "allow = 1\n",
        '[[allow]]\nrule = "SEC001"\nreason = "old"\nuntil = "soon"\n',
        '[[allow]]\nrule = "SEC001"\nreason = "old"\nuntil = 2027\n',
    ],
)
def test_a_file_that_is_not_valid_is_refused(text):
    with pytest.raises(SuppressionFileError):
        suppressions_in_file(text)


def test_a_critical_finding_makes_the_risk_high_at_least():
    sql = "CREATE FUNCTION f(p text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE p; END $$;"
    score = finding_score(found_in(sql), 1000)
    assert (score.risk, score.counts["critical"]) == ("high", 1)


def test_a_project_without_findings_scores_10():
    assert finding_score([], 5).score == 10.0


@pytest.mark.parametrize(
    "text",
    ["PASSWORD 'tr0ub4dor'", "postgres://app:tr0ub4dor@db/x", "host=db password=tr0ub4dor", "AKIAABCDEFGHIJKLMNOP"],
)
def test_secrets_are_masked(text):
    masked = mask_secrets(text)
    assert "tr0ub4dor" not in masked and "AKIAABCDEFGHIJKLMNOP" not in masked


def test_sarif_points_to_its_rules():
    run = sarif_log(found_in(SQL), finding_rules(), "1.0")["runs"][0]
    result = run["results"][0]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "COR001"
