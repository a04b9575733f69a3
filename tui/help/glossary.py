"""The words and glyphs of the deck, each explained in a sentence."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tui.appearance.badges import JOB_BADGES, LANE_BADGES, STATE_BADGES, VERDICT_BADGES, Badge
from tui.diff.content.link_kinds import UNEXPLAINED, LinkKind
from tui.help.column_words import COLUMN_WORDS, EVERYWHERE
from tui.help.spec_words import SPEC_WORDS

_KEYS = re.compile(r"\b([a-z_]+):(?=\s|$)")


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
    Term("!", "error", "its SQL has an error, or no spec could be made of it"),
    Term(UNEXPLAINED, "unexplained", "SQL that no part of the spec accounts for"),
)


def glossary() -> Iterator[Term]:
    """Yield every term, the states first; words of SpecQL are left out."""
    yield from _marked()
    for words in COLUMN_WORDS.values():
        yield from (Term("", word, meaning) for word, meaning in words.items())


def explain(texts: Iterable[str], screen: str) -> list[Term]:
    """Return the terms that these texts of a screen contain, each once: a glyph, a word, or both with more behind."""
    words = {**COLUMN_WORDS[EVERYWHERE], **COLUMN_WORDS.get(screen, {})}
    known = [*_marked(screen), *(Term("", word, meaning) for word, meaning in words.items())]
    found = (next((term for term in known if _shows(text.strip(), term)), None) for text in texts)
    return list(dict.fromkeys(term for term in found if term is not None))


def explain_spec(line: str) -> list[Term]:
    """Return the words of SpecQL in a line of a spec, in order."""
    return [Term("", word, SPEC_WORDS[word]) for word in _KEYS.findall(line) if word in SPEC_WORDS]


def _shows(text: str, term: Term) -> bool:
    whole = f"{term.glyph} {term.word}".strip()
    return text in (term.glyph or term.word, term.word, whole) or text.startswith(f"{whole} ")


def _marked(screen: str = "") -> Iterator[Term]:
    """Yield the terms with glyphs; on the screen of jobs, a glyph means the state of a job."""
    jobs = (JOB_BADGES, JOBS)
    groups = (jobs,) if screen == "jobs" else ((STATE_BADGES, STATES), (VERDICT_BADGES, VERDICTS), (LANE_BADGES, LANES))
    for badges, meanings in groups if screen else (*groups, jobs):
        yield from (Term(badge.glyph, badge.word, meanings[badge.word]) for badge in _known(badges.values(), meanings))
    yield from (Term(kind.glyph, kind.value, LINKS[kind.value]) for kind in LinkKind if kind.value in LINKS)
    yield from OTHERS


def _known(badges: Iterable[Badge], meanings: Mapping[str, str]) -> Iterator[Badge]:
    return (badge for badge in badges if badge.word in meanings)
