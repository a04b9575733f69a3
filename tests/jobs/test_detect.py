"""A converted file is looked at by every detector, once for each text."""

import pytest

from daemon.server.library.library_entries import get_entry
from jobs.job_kind import job_kinds
from store.codebase import conversions, projects, sources
from store.codebase.sources import Content
from store.core import texts
from store.library import pattern_uses, unit_clones, unit_patterns, unit_variables
from store.review import proposals
from tests.jobs.conftest import run_job

SHIP = """CREATE FUNCTION ship(p integer) RETURNS void LANGUAGE sql AS $$
  UPDATE parcel SET state = 'sent' WHERE id = p AND state = 'packed' $$;
"""


class Shop:
    def __init__(self, tx):
        self.tx, self.project = tx, projects.add(tx, "shop", ["/srv"], "act_1").id

    def put(self, text):
        source = sources.record(
            self.tx, self.project, "/srv", "a.sql", "sql", Content(texts.hash_of(text), text, "utf-8")
        )
        for kind in ("scan", "convert"):
            run_job(self.tx, kind, sources.subject(source.id))
        return source.id

    def detect(self, source):
        return run_job(self.tx, "detect", sources.subject(source))


@pytest.fixture
def shop(tx):
    return Shop(tx)


def test_detection_follows_a_conversion():
    assert job_kinds()["convert"].follows == ("detect",)


def test_a_match_is_kept_with_its_evidence_and_parameters(tx, shop):
    source = shop.put(f"-- a comment\n{SHIP}")
    assert shop.detect(source) == {"matches": 1, "proposals": 0}
    (unit,) = conversions.list_of_source(tx, source)
    (match,) = unit_patterns.list_of_unit(tx, unit.id)
    assert (match.pattern, match.parameters["field"]) == ("state_machine", "state")
    assert "UPDATE parcel" in SHIP[match.spans[0][0] : match.spans[0][1] + 40]
    assert unit_patterns.count_by_pattern(tx, shop.project) == {"state_machine": 1}
    (instance,) = unit_patterns.page_of_instances(tx, shop.project, "state_machine")
    assert (instance.name, instance.path) == ("ship(integer)", "a.sql")


def test_routines_that_are_equal_but_for_names_share_a_key(tx, shop):
    other = SHIP.replace("ship(", "send(").replace("parcel", "letter").replace("(p integer", "(n integer")
    source = shop.put(SHIP + other.replace("id = p ", "id = n "))
    shop.detect(source)
    one, two = (each.id for each in conversions.list_of_source(tx, source))
    assert unit_clones.list_candidates(tx, one) == [two]


def test_the_purpose_of_each_variable_is_kept(tx, shop):
    text = """CREATE FUNCTION owed(p integer) RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE v numeric;
BEGIN SELECT sum(amount) INTO v FROM bill WHERE customer = p; RETURN v; END $$;
"""
    source = shop.put(text)
    shop.detect(source)
    (unit,) = conversions.list_of_source(tx, source)
    (variable,) = unit_variables.list_of_unit(tx, unit.id)
    assert (variable.name, variable.purposes) == ("v", ("total", "result"))
    assert text[variable.start :].startswith("v numeric")


def test_a_proved_fold_is_offered_once(tx, shop):
    text = """CREATE FUNCTION tag_id(p text) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE r integer;
BEGIN
  SELECT id INTO r FROM tag WHERE name = p;
  IF r IS NULL THEN
    INSERT INTO tag (name) VALUES (p) RETURNING id INTO r;
  END IF;
  RETURN r;
END $$;
"""
    source = shop.put(text)
    assert shop.detect(source)["proposals"] == 1
    (unit,) = conversions.list_of_source(tx, source)
    (proposal,) = proposals.list_proposals(tx, unit.id)
    assert (proposal.analyst, proposal.verdict) == ("detector", "proved")
    assert "pattern: get_or_create" in texts.get(tx, proposal.spec)
    assert proposal.reason == "It says what it is: get_or_create. 13 lines become 11."
    assert pattern_uses.count_by_state(tx, "get_or_create") == {"open": 1}
    proposals.set_state(tx, proposal.id, proposals.ACCEPTED)
    assert get_entry(tx, "get_or_create").counts.accepted == 1
    shop.put(f"{text}\n")
    assert shop.detect(source)["proposals"] == 0


def test_the_same_text_is_not_looked_at_twice(shop):
    source = shop.put(SHIP)
    shop.detect(source)
    assert shop.detect(source) == {"unchanged": True}


def test_a_changed_text_loses_the_patterns_it_no_longer_carries_out(tx, shop):
    shop.detect(shop.put(SHIP))
    shop.detect(shop.put(SHIP.replace(" AND state = 'packed'", "")))
    assert unit_patterns.count_by_pattern(tx, shop.project) == {}
