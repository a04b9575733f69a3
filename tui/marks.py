"""How states look: a glyph and a tone for each word. The glyphs differ, so that colour is never needed."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """What a colour says; themes choose the colour."""

    PLAIN = "plain"
    QUIET = "quiet"
    ACCENT = "accent"
    MIDWAY = "midway"
    ASKED = "asked"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Mark:
    """One word as it is shown."""

    glyph: str
    word: str
    tone: Tone = Tone.PLAIN

    def __str__(self) -> str:
        return f"{self.glyph} {self.word}"


def _by_word(*marks: Mark) -> Mapping[str, Mark]:
    return {mark.word: mark for mark in marks}


STATES = _by_word(
    Mark("·", "proposed", Tone.QUIET),
    Mark("○", "checked"),
    Mark("◐", "in review", Tone.MIDWAY),
    Mark("↺", "changes requested", Tone.ASKED),
    Mark("✓", "approved", Tone.GOOD),
    Mark("●", "written", Tone.GOOD),
    Mark("✗", "rejected", Tone.BAD),
    Mark("↷", "skipped", Tone.QUIET),
    Mark("⚑", "flagged", Tone.ASKED),
    Mark("≠", "drifted", Tone.WARN),
)
VERDICTS = _by_word(
    Mark("≡", "proved", Tone.GOOD),
    Mark("≟", "proved-if", Tone.WARN),
    Mark("≈", "tested", Tone.MIDWAY),
    Mark("≢", "refuted", Tone.BAD),
    Mark("?", "unverified", Tone.QUIET),
)
LANES = _by_word(Mark("»", "auto", Tone.QUIET), Mark("◌", "spot"), Mark("▸", "review", Tone.ACCENT))
JOBS = _by_word(
    Mark("·", "ready"),
    Mark("▸", "running", Tone.ACCENT),
    Mark("✓", "done", Tone.GOOD),
    Mark("!", "quarantined", Tone.BAD),
    Mark("✗", "cancelled", Tone.QUIET),
)


def mark(marks: Mapping[str, Mark], word: str) -> Mark:
    """The mark of a word; a word of a newer daemon is shown as it came."""
    return marks.get(word) or Mark("*", word)
