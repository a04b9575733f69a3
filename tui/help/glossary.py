"""The words and glyphs of the deck, each explained in a sentence."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tui.appearance.badges import JOB_BADGES, LANE_BADGES, STATE_BADGES, VERDICT_BADGES, Badge
from tui.diff.content.link_kinds import LinkKind


@dataclass(frozen=True, slots=True)
class Term:
    """A word as it is shown, with its glyph if it has one, and its meaning."""

    glyph: str
    word: str
    meaning: str


STATES = {
    "proposed": "its SQL has an error, so nothing is known about it",
    "converted": "it has a spec and a verdict, and nobody has looked at it",
    "in review": "somebody decided, but the policy requires more",
    "changes requested": "a reviewer sent it back",
    "approved": "it has as many approvals as the policy requires",
    "written": "the approved spec is in its file",
    "rejected": "a reviewer refused the spec",
    "skipped": "left for later",
    "flagged": "another reviewer is asked",
    "drifted": "its SQL or its verdict changed after a decision",
}
VERDICTS = {
    "proved": "the spec means the same as the SQL, by proof",
    "proved-if": "the same, if the listed facts hold",
    "tested": "no difference in the tested cases, which proves nothing about others",
    "refuted": "there is a case in which spec and SQL differ",
    "unverified": "nothing proves the spec; the first reason to look shows where it differs",
}
LANES = {
    "auto": "approved without a person, under a certificate",
    "spot": "a sample of it is looked at",
    "review": "a person looks at it",
}
JOBS = {
    "ready": "the job waits for a worker",
    "running": "a worker runs the job",
    "done": "the job has finished",
    "quarantined": "the job failed too often; a person decides",
    "cancelled": "somebody cancelled the job",
}
LINKS = {
    "exact": "a step says exactly what these characters of SQL say",
    "inferred": "a step follows from this SQL",
    "pattern": "a known pattern explains this SQL",
    "invented": "the spec says this, and no SQL does",
    "raw": "no step expresses this SQL; it is kept as it is",
    "finding": "a reason for a closer look",
}
OTHERS = (
    Term("✎", "edited", "somebody edited the spec file, and nobody has decided on the edit"),
    Term("", "COVERED", "the share of the SQL that steps express; the rest is kept as raw SQL"),
    Term("", "RISK", "words of the policy, such as tax, that occur in the SQL or its name"),
    Term("", "YES", "approvals so far, of those that the policy requires"),
    Term("", "alike", "units that are equal but for their names"),
    Term("", "waiver", "the recorded reason for approving a spec that is not proved"),
    Term("", "round trip", "the SQL beside the SQL that its spec means"),
    Term("", "why read a proved unit?", "the proof says that the spec means its SQL, not that the SQL is right"),
)


def glossary() -> Iterator[Term]:
    """Yield every term, the states first."""
    for badges, meanings in (
        (STATE_BADGES, STATES), (VERDICT_BADGES, VERDICTS), (LANE_BADGES, LANES), (JOB_BADGES, JOBS),
    ):  # fmt: skip
        yield from (Term(badge.glyph, badge.word, meanings[badge.word]) for badge in _known(badges.values(), meanings))
    yield from (Term(kind.glyph, kind.value, LINKS[kind.value]) for kind in LinkKind if kind.value in LINKS)
    yield from OTHERS


def _known(badges: Iterable[Badge], meanings: Mapping[str, str]) -> Iterator[Badge]:
    return (badge for badge in badges if badge.word in meanings)
