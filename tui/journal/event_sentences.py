"""Events in sentences: who did what to what."""

from collections.abc import Mapping
from dataclasses import dataclass

from daemon.wire.decision_kinds import DESCRIPTORS
from daemon.wire.event import Event
from tui.printable import to_printable

HASH_LENGTH = 64
SAID = frozenset({"name", "kind", "word", "project", "subject", "parent", "digest", "cause", "percent"})
"""Data that a sentence says otherwise, or that only means something to the daemon."""
SYSTEM = "system"
VERBS: Mapping[str, str] = {
    "analyst.retrieval": "changed what an analyst of {what} is given",
    "analyst.switched": "switched an analyst of {what}",
    "cloud.batch": "{what}: a batch of questions to the cloud",
    "cloud.batch_cancelled": "cancelled {what}",
    "cloud.set": "set what {what} allows of cloud models",
    "cost.alert": "{what}: {percent} % of the budget of the day is used",
    "cost.rules": "set the rules of {what} on who answers questions",
    "cost.budget": "set the budget of {what}",
    "finding.accepted": "accepted {what}",
    "finding.reopened": "reopened {what}",
    "grant.given": "lent a permission to {what}",
    "grant.revoked": "took a permission back from {what}",
    "job.added": "{kind} {what}: ordered",
    "job.cancelled": "cancelled {kind} {what}",
    "job.done": "{kind} {what}: done",
    "job.failed": "{kind} {what}: failed",
    "job.late": "{kind} {what}: its worker was silent for too long",
    "job.lost": "{kind} {what}: its worker ended",
    "job.quarantined": "{kind} {what}: given up after repeated failures",
    "job.retried": "retried {kind} {what}",
    "jobs.paused": "paused jobs of {what}",
    "jobs.resumed": "resumed jobs of {what}",
    "kind.rested": "paused {what} for a while, because it failed again and again",
    "lane.accepted": "approved {what}, under its certificate",
    "lane.audited": "counted a look at what the auto lane approved in {what}",
    "lane.suspended": "suspended the auto lane of {what}",
    "learning.cycle": "learned from the decisions in {what}",
    "learning.drift": "{what}: what reviewers decide has changed",
    "learning.promoted": "chose a model for {what}",
    "learning.rebuilt": "learned {what} again from the start",
    "learning.snapshot_refused": "{what}: a damaged model was not read",
    "learning.switched": "switched the learning of {what} on or off",
    "member.removed": "removed a member of {what}",
    "member.set": "set the role of a member of {what}",
    "notice.given": "notified {what}",
    "pattern.deprecated": "deprecated the {what}",
    "pattern.saved": "saved the {what}",
    "person.erased": "erased the name of {what}",
    "person.met": "{what} appeared for the first time",
    "policy.set": "set the policy of {what}",
    "project.added": "added the project {what}",
    "project.assessed": "assessed {what}",
    "project.changed": "changed the project {what}",
    "project.removed": "removed the project {what}",
    "project.renamed": "renamed the project {what}",
    "project.restored": "brought back the project {what}",
    "source.added": "found {what}",
    "source.changed": "read a change of {what}",
    "source.removed": "noticed that {what} is gone",
    "source.renamed": "noticed a new name of {what}",
    "source.scanned": "scanned {what}",
    "spec.asked": "asked to write the spec files of {what}",
    "spec.edited": "read an edit of {what}",
    "spec.held": "did not write {what}",
    "spec.read": "read {what}",
    "spec.removed": "removed {what}",
    "spec.removed_by_hand": "noticed that {what} is gone",
    "spec.written": "wrote {what}",
    "unit.judged": "changed the verdict of {what} after a trial",
    "unit.redone": "restored a decision on {what}",
    "unit.removed": "noticed that the SQL of {what} is gone",
    "unit.renewed": "proved {what} again by newer rules",
    "unit.tried": "ran the SQL of {what} and that of its spec",
    "unit.undone": "took back a decision on {what}",
}
"""What an event says after its actor. An event that is missing, such as a newer daemon's, is shown by its type."""
CAUSES: Mapping[str, str] = {
    "found": "found {what}",
    "sql": "converted {what} again because its SQL changed",
    "rules": "converted {what} again by newer rules",
    "file": "converted {what} again because its file changed",
    "back": "found {what} again",
    "moved": "noticed that {what} moved",
}
"""Why a unit was converted."""
ONLY_ONCE = frozenset({"attempts", "decisions", "errors"})
"""Counts that say nothing while they are 0 or 1."""


@dataclass(frozen=True, slots=True)
class NamedEvent:
    """An event with the names of its subject and its actor, where they have any."""

    event: Event
    subject: str
    actor: str

    @property
    def sentence(self) -> str:
        """Return the event in a sentence; events of the daemon itself begin without an actor."""
        said = _said(self.event, to_printable(self.subject))
        details = data_in_words(self.event)
        actor = "" if self.event.actor in ("", SYSTEM) else f"{to_printable(self.actor)} "
        return f"{actor}{said}" + (f" ({details})" if details else "")


def name_event(event: Event, names: Mapping[str, str]) -> NamedEvent:
    """Return an event with its names; where there is none, its number or id is kept."""
    subject = names.get(event.subject) or str(event.data.get("name") or _in_words(event.subject))
    return NamedEvent(event, subject, names.get(event.actor, event.actor))


def _in_words(subject: str) -> str:
    """Return a subject without a name: `pattern:step.set` is the pattern step.set."""
    return subject.removeprefix("kind:").replace("pattern:", "pattern ")


def _said(event: Event, what: str) -> str:
    word = str(event.data.get("word", ""))
    if event.type == "unit.decided" and word in DESCRIPTORS:
        return f"{DESCRIPTORS[word].past_tense} {what}"
    pattern = CAUSES.get(str(event.data.get("cause"))) if event.type == "unit.converted" else VERBS.get(event.type)
    if pattern is None:
        return f"{event.type} {what}"
    return pattern.format(what=what, kind=event.data.get("kind", ""), percent=event.data.get("percent", ""))


def data_in_words(event: Event) -> str:
    """Return the data of an event in one line, as far as the sentence does not say it."""
    words = (_word(key, value) for key, value in event.data.items() if key not in SAID)
    return to_printable(", ".join(filter(None, words)))


def _word(key: str, value: object) -> str:
    """Return a value in words; hashes and false values are left out."""
    if value is None or value is False or (isinstance(value, str) and len(value) == HASH_LENGTH):
        return ""
    if key in ONLY_ONCE and value in (0, 1):
        return ""
    if value is True:
        return key
    if isinstance(value, Mapping):
        return ", ".join(f"{count} {word}" for word, count in value.items())
    return value if isinstance(value, str) else f"{key} {value}"
