"""A theme: grounds that text stands on, and inks that it is written in."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Ground(StrEnum):
    """What text stands on."""

    BACKGROUND = "background"
    SURFACE = "surface"  # lines that stand apart, such as notes
    PANEL = "panel"  # headers, footers, dialogs
    CURSOR = "cursor"  # the line under the cursor
    LIT = "lit"  # the link that is followed, on both sides
    CHOSEN = "chosen"  # what is selected


class Ink(StrEnum):
    """What text is written in. The last three say how something stands: states, verdicts and risk."""

    FOREGROUND = "foreground"
    PRIMARY = "primary"
    SECONDARY = "secondary"
    QUIET = "quiet"
    ACCENT = "accent"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


class LinkColor(StrEnum):
    """The kinds of links between SQL and spec; a theme may give each a colour of its own."""

    EXACT = "exact"
    INFERRED = "inferred"
    RAW = "raw"
    INVENTED = "invented"
    FINDING = "finding"


DEFAULT_LINK_INKS: Mapping[LinkColor, Ink] = {
    LinkColor.EXACT: Ink.QUIET,  # nearly all are: what stands out is what needs a look
    LinkColor.INFERRED: Ink.ACCENT,
    LinkColor.RAW: Ink.WARN,
    LinkColor.INVENTED: Ink.SECONDARY,
    LinkColor.FINDING: Ink.BAD,
}
"""The ink of a kind that a theme names no colour for."""


class StateColor(StrEnum):
    """What good, warn and bad do not say of a unit; a theme may give each a colour of its own."""

    MIDWAY = "midway"  # in review, or tested and not proved
    ASKED = "asked"  # a person is asked: changes requested, or flagged


DEFAULT_STATE_INKS: Mapping[StateColor, Ink] = {StateColor.MIDWAY: Ink.PRIMARY, StateColor.ASKED: Ink.SECONDARY}
"""The ink of a standing that a theme names no colour for."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by name: `#rrggbb`, or `ansi_blue` and the like in a theme of the terminal's own sixteen colours."""

    name: str
    title: str
    dark: bool
    ansi: bool
    grounds: Mapping[Ground, str]
    inks: Mapping[Ink, str]
    links: Mapping[LinkColor, str]
    standing: Mapping[StateColor, str]
