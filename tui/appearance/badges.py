"""How states look: a glyph and a tone for each word. The glyphs differ, so that colour is never needed."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """The meaning of a colour; themes choose the colour."""

    PLAIN = "plain"
    QUIET = "quiet"
    ACCENT = "accent"
    MIDWAY = "midway"
    ASKED = "asked"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Badge:
    """A word with its glyph and its tone."""

    glyph: str
    word: str
    tone: Tone = Tone.PLAIN

    def __str__(self) -> str:
        return f"{self.glyph} {self.word}"


def _by_word(*badges: Badge) -> Mapping[str, Badge]:
    return {badge.word: badge for badge in badges}


STATE_BADGES = _by_word(
    Badge("·", "proposed", Tone.QUIET),
    Badge("○", "converted"),
    Badge("◐", "in review", Tone.MIDWAY),
    Badge("↺", "changes requested", Tone.ASKED),
    Badge("✓", "approved", Tone.GOOD),
    Badge("●", "written", Tone.GOOD),
    Badge("✗", "rejected", Tone.BAD),
    Badge("↷", "skipped", Tone.QUIET),
    Badge("⚑", "flagged", Tone.ASKED),
    Badge("≠", "drifted", Tone.WARN),
)
VERDICT_BADGES = _by_word(
    Badge("≡", "proved", Tone.GOOD),
    Badge("≟", "proved-if", Tone.WARN),
    Badge("≈", "tested", Tone.MIDWAY),
    Badge("≢", "refuted", Tone.BAD),
    Badge("?", "unverified", Tone.QUIET),
)
LANE_BADGES = _by_word(Badge("»", "auto", Tone.QUIET), Badge("◌", "spot"), Badge("▸", "review", Tone.ACCENT))
JOB_BADGES = _by_word(
    Badge("·", "ready"),
    Badge("▸", "running", Tone.ACCENT),
    Badge("✓", "done", Tone.GOOD),
    Badge("!", "quarantined", Tone.BAD),
    Badge("✗", "cancelled", Tone.QUIET),
)
SEVERITY_BADGES = _by_word(
    Badge("▲", "critical", Tone.BAD),
    Badge("△", "high", Tone.WARN),
    Badge("◆", "medium", Tone.MIDWAY),
    Badge("◇", "low"),
    Badge("·", "info", Tone.QUIET),
)


def badge_for(badges: Mapping[str, Badge], word: str) -> Badge:
    """Return the badge of a word. An unknown word, such as a newer daemon's, is shown as it is."""
    return badges.get(word) or Badge("*", word)
