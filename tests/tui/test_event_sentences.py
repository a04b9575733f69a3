"""Events in sentences: who did what to what."""

import re
from pathlib import Path

from daemon.wire.event import Event
from tui.journal.event_sentences import VERBS, name_event

ROOT = Path(__file__).parents[2]

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


def test_a_conversion_is_described_by_its_cause():
    found = said("unit.converted", "unit:7", "system", cause="found", path="db/08.sql", verdict="proved", drift=False)
    assert found == "found billing.tax_of(numeric) (db/08.sql, proved)"


def test_a_job_that_succeeded_at_once_does_not_count_its_attempts():
    assert said("job.done", "job_1", "system", kind="convert", attempts=1) == "convert db/08_billing.sql: done"
    assert said("job.done", "job_1", "system", kind="convert", attempts=3).endswith("done (attempts 3)")


def test_every_event_of_the_daemon_has_a_sentence():
    appended = re.compile(r"""journal\.append\(\s*tx,\s*"([a-z]+\.[a-z_]+)\"""")
    rooms = ("daemon/server", "jobs", "store")
    texts = (path.read_text() for room in rooms for path in (ROOT / room).rglob("*.py"))
    types = {found for text in texts for found in appended.findall(text)}
    assert types
    assert sorted(types - set(VERBS) - {"unit.decided"}) == []


def test_an_alert_says_how_much_of_the_budget_is_used():
    found = name_event(Event(1, "", "cost.alert", "project:erp", "system", {"percent": 80, "day": "2026-11-30"}), {})
    assert found.sentence == "project:erp: 80 % of the budget of the day is used (2026-11-30)"


def test_an_unknown_event_is_shown_by_its_type():
    assert said("moon.rose", "unit:7", "system") == "moon.rose billing.tax_of(numeric)"
