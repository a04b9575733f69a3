"""Events in sentences: who did what to what."""

from daemon.wire.event import Event
from tui.journal.event_sentences import name_event

NAMES = {"unit:7": "billing.tax_of(numeric)", "act_1": "alice", "job_1": "db/08_billing.sql"}


def said(type_: str, subject: str, actor: str = "act_1", **data: object) -> str:
    return name_event(Event(1, "", type_, subject, actor, data), NAMES).sentence


def test_a_decision_names_the_person_and_the_unit():
    assert said("unit.decided", "unit:7", word="approve") == "alice approved billing.tax_of(numeric)"
    assert said("unit.undone", "unit:7", word="approve") == "alice took back a decision on billing.tax_of(numeric)"


def test_a_job_names_what_it_works_on():
    failed = said("job.failed", "job_1", "system", kind="convert", error="No memory.", project="prj_1")
    assert failed == "convert db/08_billing.sql: failed (No memory.)"


def test_counts_are_in_words_and_ids_are_left_out():
    assert said("spec.read", "x.yaml", "system", verdicts={"proved": 2}) == "read x.yaml (2 proved)"


def test_an_unknown_event_is_shown_by_its_type():
    assert said("moon.rose", "unit:7", "system") == "moon.rose billing.tax_of(numeric)"
