"""Newer rules prove every text again that is approved, waiting or may come back."""

import json
from dataclasses import replace

import pytest

from engine.review.standing import ReviewState
from jobs.effects.convert.reconvert import find_reconversions
from jobs.kinds.convert import engine_fingerprint
from jobs.ledger.enqueue import enqueue
from jobs.ledger.job_queries import JobFilter, page
from store.access import people
from store.codebase import conversions, projects, sources, versions
from store.codebase.sources import Content
from store.codebase.versions import Version
from store.core import journal, texts
from store.review import decisions, proposals, reviews
from store.review.decisions import NewDecisionRow
from store.review.proposals import FILE, NewProposal
from tests.jobs.conftest import run_job

SQL = """CREATE FUNCTION shop.price(p_id integer) RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  IF p_id > 1 THEN
    RETURN 10;
  END IF;
  RETURN 20;
END
$$;
"""
ALIKE = ("when: p_id > 1", "when: (p_id > 1)")  # another text that means the same


class Shop:
    """A project with one function, and a person who writes texts for it as older rules judged them."""

    def __init__(self, tx):
        self.tx = tx
        self.project = projects.add(tx, "erp", ["/srv"], "act_1").id
        self.ann = people.get_or_add(tx, "key:ann", "ann").id
        self.source = self.save(SQL)
        (found,) = conversions.list_of_source(tx, self.source)
        self.unit, self.lift = found.id, texts.get(tx, found.spec)

    def save(self, text):
        content = Content(texts.hash_of(text), text, "utf-8")
        source = sources.record(self.tx, self.project, "/srv", "a.sql", "sql", content).id
        for kind in ("scan", "convert"):
            self.through(kind, source)
        return source

    def through(self, kind, source):
        """A job from its inputs to its effects, as between the daemon and a worker."""
        return run_job(self.tx, kind, sources.subject(source))

    def upgrade(self):
        """The rules are newer than those that everything was converted by."""
        self.tx.execute("UPDATE conversions SET basis = substr(basis, 1, instr(basis, ':')) || 'older'")
        return self.through("convert", self.source)

    def write(self, former, text, verdict, state=ReviewState.IN_REVIEW):
        """Ann writes a text, of which older rules say this; approved if it says so."""
        review = reviews.get(self.tx, self.unit)
        spec = texts.save(self.tx, self.lift.replace(former, text))
        approved = spec if state is ReviewState.APPROVED else None
        after = replace(review.standing.with_text(spec, verdict, self.ann), state=state, approved=approved)
        versions.save(self.tx, self.unit, spec, Version(verdict=verdict))
        reviews.set_standing(self.tx, review, after)
        sql = conversions.get(self.tx, self.unit).sql
        decisions.add(self.tx, NewDecisionRow("do_1", self.unit, self.ann, "edit", review.standing, after, sql))
        return spec

    def propose(self, former, text, verdict):
        spec, sql = texts.save(self.tx, self.lift.replace(former, text)), conversions.get(self.tx, self.unit).sql
        return proposals.add(self.tx, NewProposal(self.unit, FILE, spec, verdict, sql))

    @property
    def review(self):
        return reviews.get(self.tx, self.unit)

    def told(self, happened):
        return [event.data for event in journal.list_after(self.tx, 0, 1000) if event.type == happened]


def order_outdated(tx, after=0):
    """Order what is outdated, as the daemon does when it starts; return the sources."""
    found = find_reconversions(tx, engine_fingerprint.fingerprint(), after)
    orders = found.orders if found else ()
    for order in orders:
        enqueue(tx, order, 0.0)
    return [sources.id_from_subject(order.subject) for order in orders]


@pytest.fixture
def shop(tx):
    return Shop(tx)


def test_a_text_that_still_holds_gets_new_evidence_and_nothing_else(shop):
    spec = shop.write(*ALIKE, "proved", ReviewState.APPROVED)
    before, revision = shop.review.standing, conversions.get(shop.tx, shop.unit).revision
    assert shop.review.evidence is None
    shop.upgrade()
    review = shop.review
    assert review.standing == before
    assert conversions.get(shop.tx, shop.unit).revision == revision
    assert (review.spec, texts.get(shop.tx, review.lowered).startswith("CREATE")) == (spec, True)
    assert json.loads(texts.get(shop.tx, review.evidence))["level"] is not None
    assert json.loads(texts.get(shop.tx, review.links))
    assert shop.told("unit.renewed") == [{"spec": spec, "verdict": "proved", "rules": engine_fingerprint.fingerprint()}]


def test_an_approved_text_that_newer_rules_do_not_prove_has_drifted(shop):
    spec = shop.write("20", "21", "proved", ReviewState.APPROVED)
    shop.upgrade()
    standing = shop.review.standing
    assert (standing.state, standing.spec, standing.approved) == (ReviewState.DRIFTED, spec, spec)
    assert (standing.verdict, standing.author, standing.approvals) == ("unverified", shop.ann, ())
    told = shop.told("unit.converted")[-1]
    assert (told["cause"], told["from"], told["to"]) == ("rules", "approved", "drifted")
    assert (told["text"], told["was"], told["known"]) == (spec, "proved", "unverified")


def test_a_text_that_newer_rules_prove_becomes_proved(shop):
    shop.write(*ALIKE, "unverified")
    shop.upgrade()
    assert (shop.review.standing.verdict, shop.review.state) == ("proved", ReviewState.IN_REVIEW)


def test_a_text_that_newer_rules_cannot_read_is_unverified_and_the_reason_is_kept(shop):
    shop.write("steps:", "stepz:", "proved", ReviewState.APPROVED)
    shop.upgrade()
    assert shop.review.standing.state is ReviewState.DRIFTED
    assert "line " in texts.get(shop.tx, shop.told("unit.converted")[-1]["fault"])


def test_a_second_upgrade_changes_nothing(shop):
    shop.write("20", "21", "proved", ReviewState.APPROVED)
    shop.upgrade()
    once = (shop.review, len(shop.told("unit.converted")))
    shop.upgrade()
    assert (shop.review.standing, shop.review.before) == (once[0].standing, once[0].before)
    assert len(shop.told("unit.converted")) == once[1]


def test_what_waits_for_a_decision_is_proved_again(shop):
    good, bad = shop.propose(*ALIKE, "unverified"), shop.propose("20", "21", "proved")
    shop.upgrade()
    assert [proposals.get(shop.tx, each).verdict for each in (good, bad)] == ["proved", "unverified"]


def test_an_approved_text_that_no_longer_holds_is_reported_while_another_is_in_review(shop):
    approved = shop.write("20", "21", "proved", ReviewState.APPROVED)
    review = shop.review
    spec = texts.save(shop.tx, shop.lift.replace(*ALIKE))
    versions.save(shop.tx, shop.unit, spec, Version(verdict="proved"))
    after = replace(review.standing.with_text(spec, "proved", shop.ann), state=ReviewState.IN_REVIEW)
    reviews.set_standing(shop.tx, review, after)
    shop.upgrade()
    assert shop.review.standing == after
    assert after.approved == approved
    assert shop.told("unit.converted")[-1]["file"] == ["proved", "unverified"]


def test_sql_that_comes_back_under_newer_rules_brings_back_only_what_they_prove(shop):
    shop.write("20", "21", "proved", ReviewState.APPROVED)
    shop.save(SQL.replace("10", "11"))
    shop.save(SQL)
    assert shop.review.standing.state is ReviewState.DRIFTED
    assert shop.review.standing.verdict == "unverified"


def test_what_older_rules_made_is_due_once(shop, tx):
    assert order_outdated(tx) == []
    tx.execute("UPDATE conversions SET basis = 'older'")
    assert [order_outdated(tx) for _ in range(2)] == [[shop.source]] * 2
    assert order_outdated(tx, after=shop.source) == []
    (job,) = page(tx, JobFilter(kind="convert"))
    assert job.subject == sources.subject(shop.source)
    shop.through("convert", shop.source)
    assert order_outdated(tx) == []


def test_a_spec_file_is_read_again_as_well(shop, tx):
    content = Content(texts.hash_of(shop.lift), shop.lift, "utf-8")
    spec = sources.record(tx, shop.project, "/srv", "specql/price.yaml", "spec", content).id
    for kind in ("scan", "convert"):
        shop.through(kind, spec)
    assert order_outdated(tx) == []
    tx.execute("UPDATE specs SET basis = 'older'")
    assert order_outdated(tx) == [spec]
    shop.through("convert", spec)
    assert order_outdated(tx) == []


def test_a_file_that_is_gone_or_about_to_be_scanned_is_not_due(shop, tx):
    tx.execute("UPDATE conversions SET basis = 'older'")
    tx.execute("UPDATE sources SET scanned = 'another text'")
    assert order_outdated(tx) == []
    sources.mark_gone(tx, shop.project, "/srv", "a.sql")
    assert order_outdated(tx) == []
