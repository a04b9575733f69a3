"""Conversions in the history of a unit, newest first."""

import pytest

from daemon.server.review import conversion_history, undo_redo
from daemon.server.review.history import unit_history
from engine.proved_text import ProvedText
from engine.review.standing import ReviewState
from store.codebase import conversions, sources
from store.core import journal, texts
from store.review import notices


class Story:
    """The unit `f()` of `a.sql`, approved, and what conversions say of it next."""

    def __init__(self, desk, ann, finding):
        self.desk, self.ann, self._finding = desk, ann, finding
        self.unit = desk.convert(finding())[0]

    def convert(self, sql="SELECT 1", spec="spec: 1", rules="rules", source=None, **others):
        """As a job does; newer rules have another name."""
        found = self._finding(sql=sql, spec=spec, **others)
        conversions.replace(self.desk.tx, self.desk.project, source or self.desk.source, f"text:{rules}", [found])

    def leave(self):
        conversions.replace(self.desk.tx, self.desk.project, self.desk.source, "", [])

    def edit(self, spec, verdict="proved"):
        self.desk.say(self.ann, self.unit, "edit", text=self.desk.text(self.unit, spec, verdict))

    def proof(self, spec, verdict, fault=None):
        return {"proofs": [ProvedText(texts.hash_of(spec), verdict, fault=fault)]}

    @property
    def sentences(self):
        return [moment.sentence for moment in conversion_history.conversion_history(self.desk.tx, self.unit)]


@pytest.fixture
def story(desk, ann, finding):
    return Story(desk, ann, finding)


def test_a_unit_begins_where_it_was_found(story):
    assert story.sentences == ["It was found in a.sql: its lift is proved."]
    (moment,) = unit_history(story.desk.tx, story.unit)
    assert (moment.by, moment.kind, moment.act, moment.undone) == ("specdeck", "converted", None, False)


def test_decisions_and_conversions_are_listed_together(story):
    story.desk.say(story.ann, story.unit, "approve")
    assert {moment.kind for moment in unit_history(story.desk.tx, story.unit)} == {"converted", "approve"}


def test_changed_sql_without_decisions_is_shown_with_its_verdict(story):
    story.convert("SELECT 2", "spec: 2", verdict="proved-if")
    assert story.sentences[0] == "Its SQL changed: proved-if, before that proved."


def test_drift_is_shown_and_so_is_its_end(story):
    story.desk.say(story.ann, story.unit, "approve")
    story.convert("SELECT 2", "spec: 2")
    assert story.sentences[0] == (
        "Its SQL changed. Earlier decisions were about the old SQL, so it has drifted;"
        " the lift of the new SQL is proved."
    )
    story.convert()
    assert story.sentences[0] == "Its SQL changed. Earlier decisions count again; it is proved."


def test_an_unchanged_proof_by_newer_rules_is_shown_for_decided_units(story):
    story.convert(rules="rules")
    story.desk.say(story.ann, story.unit, "approve")
    story.convert(rules="newer")
    assert story.sentences[0] == "It was converted again by newer rules: proved as before."


def test_a_proof_lost_to_newer_rules_is_shown(story):
    story.edit("spec: mine")
    story.convert(rules="newer", **story.proof("spec: mine", "tested"))
    assert story.sentences[0] == "It was converted again by newer rules: tested, before that proved."


def test_an_approved_text_that_no_longer_holds_is_shown_with_the_reason(story, ben):
    story.edit("spec: mine")
    story.desk.say(ben, story.unit, "approve")
    story.convert(rules="newer", **story.proof("spec: mine", "unverified", "line 3, column 1: no such key"))
    assert story.sentences[0] == (
        "It was converted again by newer rules. The agreed text is unverified and no longer proved, so it has drifted."
        " Its text cannot be read any more: line 3, column 1: no such key."
    )


def test_authors_and_approvers_of_a_text_that_no_longer_holds_are_notified_once(story, ben):
    story.edit("spec: mine")
    story.desk.say(ben, story.unit, "approve")
    for rules in ("newer", "newest"):
        story.convert(rules=rules, **story.proof("spec: mine", "unverified"))
    for voice in (story.ann, ben):
        found = notices.page(story.desk.tx, voice.actor)
        assert [notice.kind for notice in found].count("drifted") == 1


def only_if(*columns):
    """What the engine says of a unit that is proved if relation t has none of these columns."""
    left = [{"relation": "t", "column": column, "discharged": False} for column in columns]
    shown = {"relation": "t", "column": "shown", "discharged": True}
    return {"verdict": "proved-if", "evidence": {"obligations": [*left, shown]}}


def test_an_unwaived_obligation_is_drift_and_approvers_are_notified(story, ben):
    story.convert(**only_if("x", "y"))
    story.desk.say(ben, story.unit, "approve", note="no such columns")
    story.convert(rules="newer", **only_if("x"))
    assert story.desk.review(story.unit).standing.state == "approved"
    story.convert(rules="newest", **only_if("x", "z"))
    assert story.sentences[0] == (
        "It was converted again by newer rules. The agreed text is proved-if, but under a condition that"
        " nobody waived, so it has drifted."
    )
    assert [notice.kind for notice in notices.page(story.desk.tx, ben.actor)] == ["drifted"]
    story.convert(rules="next", **only_if("y"))
    assert story.desk.review(story.unit).standing.state == "approved"


def test_an_undo_does_not_restore_a_waiver_of_other_obligations(story, ben):
    story.convert(**only_if("x"))
    story.desk.say(ben, story.unit, "approve", note="no such column")
    story.edit("spec: mine")
    story.convert(rules="newer", **only_if("z"), **story.proof("spec: mine", "proved"))
    story.desk.undo(story.ann)
    standing = story.desk.review(story.unit).standing
    assert (standing.state, standing.spec, standing.approvals) == ("drifted", standing.approved, ())


def test_a_different_lift_by_newer_rules_is_shown_as_a_proposal(story):
    story.desk.say(story.ann, story.unit, "skip")
    story.convert(spec="spec: other", rules="newer")
    assert story.sentences[0] == (
        "It was converted again by newer rules: proved as before."
        " Newer rules lift a different text, which was added as a proposal."
    )


def test_a_unit_that_is_removed_restored_and_moved_shows_its_files(story):
    story.desk.say(story.ann, story.unit, "skip")
    story.leave()
    story.convert()
    story.leave()
    other = sources.record(story.desk.tx, story.desk.project, "/srv/erp", "b.sql", "sql", sources.Content("h", "x")).id
    story.convert(source=other)
    assert story.sentences[:4] == [
        "Its SQL moved from a.sql to b.sql: proved as before.",
        "Its SQL was removed from a.sql.",
        "Its SQL is back in a.sql: proved as before.",
        "Its SQL was removed from a.sql.",
    ]


def test_an_event_of_an_earlier_version_is_shown_as_far_as_possible(story):
    facts = {"kind": "function", "name": "f()", "sql": "h", "spec": None, "verdict": "unverified", "error": True}
    journal.append(story.desk.tx, "unit.converted", f"unit:{story.unit}", facts)
    journal.append(story.desk.tx, "unit.removed", f"unit:{story.unit}", {"name": "f()"})
    assert story.sentences[:2] == ["Its SQL was removed.", "It was converted: it could not be lifted."]


def test_an_undo_does_not_restore_a_verdict_of_older_rules(story):
    story.edit("spec: mine")
    story.convert(rules="newer", verdict="tested", **story.proof("spec: mine", "proved"))
    undo_redo.undo(story.desk.tx, story.ann, story.desk.project)
    standing = story.desk.review(story.unit).standing
    assert (standing.spec, standing.verdict) == (texts.hash_of("spec: 1"), "tested")
    assert story.sentences[0] == "It was converted again by newer rules: tested, before that proved."


def test_an_undo_does_not_restore_an_approval_that_newer_rules_do_not_support(story, ben):
    story.desk.say(story.ann, story.unit, "approve")
    story.edit("spec: mine")
    story.convert(rules="newer", verdict="unverified", **story.proof("spec: mine", "proved"))
    undo_redo.undo(story.desk.tx, story.ann, story.desk.project)
    standing = story.desk.review(story.unit).standing
    assert (standing.state, standing.verdict, standing.approvals) == (ReviewState.DRIFTED, "unverified", ())
    assert standing.approved == texts.hash_of("spec: 1")
