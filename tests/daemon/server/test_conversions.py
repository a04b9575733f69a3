"""The units of a project over the API."""

import pytest

from daemon.client.errors import ProblemError

SQL = """
CREATE FUNCTION shop.half(n integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RETURN n / 2; END $$;
CREATE FUNCTION shop.broken( RETURNS;
CREATE TABLE shop.tb_order (id integer PRIMARY KEY);
"""


@pytest.fixture(scope="module")
def settled(shared_daemon, tmp_path_factory):
    """A client whose project `shop` is converted."""
    folder = tmp_path_factory.mktemp("shop")
    (folder / "shop.sql").write_text(SQL)
    with shared_daemon.client() as client:
        client.projects.add("shop", [str(folder)])
        for event in client.events.follow(after=0):
            if event.type == "job.done" and not client.conversions.tally("shop").waiting:
                break
        yield client


def test_a_saved_file_becomes_conversions_with_their_verdicts(settled):
    found = {each.name: each for each in settled.conversions.list("shop")}
    assert found["shop.half(integer)"].verdict == "proved"
    assert [each.fault.code for each in found.values() if each.fault] == ["source.syntax"]


def test_the_tally_shows_the_progress_of_a_project(settled):
    tally = settled.conversions.tally("shop")
    assert (tally.files, tally.units, tally.converted, tally.errors, tally.waiting) == (1, 3, 2, 1, 0)


def test_conversions_are_listed_by_verdict(settled):
    assert {each.verdict for each in settled.conversions.list("shop", verdict="proved")} == {"proved"}


def test_one_unit_is_shown_with_its_texts(settled):
    half = next(each for each in settled.conversions.list("shop") if each.name.startswith("shop.half"))
    deck = settled.conversions.get(half.id)
    assert deck.sql.startswith("CREATE FUNCTION shop.half")
    assert "return: n / 2" in deck.spec
    assert "RETURN n / 2;" in deck.lowered
    assert deck.links
    assert deck.evidence


def test_a_missing_conversion_is_reported(settled):
    with pytest.raises(ProblemError) as problem:
        settled.conversions.get(99_999)
    assert "no unit 99999" in str(problem.value)
