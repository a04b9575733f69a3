"""Findings over the API: counted, listed, shown in a review, accepted and opened again."""

from pathlib import Path

import pytest

from daemon.client.client import Client
from daemon.client.errors import ForbiddenError, NotFoundError, ProblemError
from daemon.client.resources.findings import FindingQuery
from daemon.wire.finding import NewAcceptance
from daemon.wire.role import Role

SQL = """CREATE TABLE mint.coin (id integer PRIMARY KEY, worth numeric);
CREATE FUNCTION mint.run(p_sql text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE p_sql;
END $$;
CREATE FUNCTION mint.worthless() RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  RETURN (SELECT count(*) FROM mint.coin WHERE worth = NULL);
END $$;
"""
INJECTION, NULL_TEST = "SEC001", "null_comparison"


@pytest.fixture
def owner(shared_daemon):
    with shared_daemon.client() as client:
        yield client


@pytest.fixture(scope="module")
def folder(shared_daemon, tmp_path_factory) -> Path:
    """The folder of a project that is converted and assessed."""
    folder = tmp_path_factory.mktemp("mint")
    (folder / "mint.sql").write_text(SQL)
    with shared_daemon.client() as client:
        client.projects.add("mint", [str(folder)])
        for event in client.events.follow(0):
            if event.type == "job.done" and not client.conversions.tally("mint").waiting:
                break
        assess(client)
    return folder


def assess(client: Client) -> None:
    """Order an assessment and wait for its end."""
    job = client.findings.assess("mint").job
    for event in client.events.follow(0):
        if event.type == "job.done" and event.subject == job:
            return


def the(client: Client, label: str, *, accepted: bool = False):
    """The one finding of a rule."""
    (found,) = client.findings.list("mint", FindingQuery(label=label, accepted=accepted))
    return found


def test_findings_are_listed_the_most_severe_first(owner, folder):
    found = list(owner.findings.list("mint", FindingQuery()))
    ranks = [("critical", "high", "medium", "low", "info").index(each.severity) for each in found]
    assert ranks == sorted(ranks) and len(found) > 1
    assert the(owner, INJECTION).name == "mint.run(text)"


def test_pages_follow_each_other(owner, folder):
    whole = [each.id for each in owner.findings.list("mint", FindingQuery())]
    first = owner.findings.page("mint", FindingQuery(), limit=1)
    second = owner.findings.page("mint", FindingQuery(), first.next, limit=1)
    assert [*(each.id for each in first.items), *(each.id for each in second.items)] == whole[:2]


def test_a_severity_and_a_label_choose_findings(owner, folder):
    critical = owner.findings.list("mint", FindingQuery(severity="critical"))
    assert {each.severity for each in critical} == {"critical"}
    assert {each.category for each in owner.findings.list("mint", FindingQuery(label="correctness"))} == {"correctness"}


def test_rules_are_counted(owner, folder):
    counts = {each.rule: (each.open, each.accepted) for each in owner.findings.counts("mint").items}
    assert counts[INJECTION] == (1, 0)


def test_a_review_has_the_findings_of_its_unit_as_reasons_and_links(owner, folder):
    found = the(owner, INJECTION)
    review = owner.reviews.get(found.unit)
    assert found.id in {each.id for each in review.findings}
    (cause,) = [each for each in review.causes if each.kind == "finding" and INJECTION in each.sentence]
    assert review.deck.sql[cause.start : cause.end].startswith(("EXECUTE", "p_sql"))
    (link,) = [link for link in review.deck.links if link[3] == "finding" and link[1][0] == found.start]
    assert "sql" in review.deck.spec[link[2][0] : link[2][1]]


def test_an_accepted_finding_is_no_longer_a_reason_until_it_is_opened_again(owner, folder):
    found = the(owner, INJECTION)
    accepted = owner.findings.accept(found.id, NewAcceptance("only the nightly job", "2999-01-31"))
    assert (accepted.accepted, accepted.reason, accepted.until) == ("person", "only the nightly job", "2999-01-31")
    assess(owner)
    kept = the(owner, INJECTION, accepted=True)
    review = owner.reviews.get(found.unit)
    assert not [each for each in review.causes if INJECTION in each.sentence]
    owner.findings.reopen(kept.id)
    assert the(owner, INJECTION).accepted == ""


@pytest.mark.parametrize(("reason", "until"), [(" ", ""), ("fine", "soon"), ("x" * 2001, "")])
def test_an_acceptance_needs_a_reason_and_a_date(owner, folder, reason, until):
    with pytest.raises(ProblemError) as caught:
        owner.findings.accept(the(owner, INJECTION).id, NewAcceptance(reason, until))
    assert caught.value.code == "findings.acceptance"


@pytest.mark.parametrize("until", ["29990131", "2999-W05-4"])
def test_every_form_of_a_date_is_kept_as_a_day(owner, folder, until):
    found = owner.findings.accept(the(owner, INJECTION).id, NewAcceptance("fine", until))
    owner.findings.reopen(found.id)
    assert found.until == "2999-01-31"


def test_a_viewer_accepts_nothing(shared_daemon, owner, folder):
    found = the(owner, INJECTION)
    with shared_daemon.client_as(Role.VIEWER) as client, pytest.raises(ForbiddenError):
        client.findings.accept(found.id, NewAcceptance("fine"))


def test_an_unknown_finding_is_not_found(owner, folder):
    with pytest.raises(NotFoundError):
        owner.findings.get(999_999)


def test_the_assessment_has_a_report_and_a_trend(owner, folder):
    assess(owner)
    found = owner.findings.assessment("mint")
    assert found.report["units"] == 3
    assert found.report["start_here"][0]["unit"] == "mint.run(text)"
    assert [each.units for each in found.days] == [3]


def test_a_project_that_was_never_assessed_has_no_report(owner, tmp_path):
    project = owner.projects.add("empty mint", [str(tmp_path)]).name
    found = owner.findings.assessment(project)
    assert (found.at, found.report, found.days) == ("", None, ())
