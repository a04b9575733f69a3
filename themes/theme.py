"""A theme: grounds behind the text, and inks for the text."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Ground(StrEnum):
    """A background colour."""

    BACKGROUND = "background"
    SURFACE = "surface"  # lines set apart, such as notes
    PANEL = "panel"  # headers, footers, dialogs
    CURSOR = "cursor"  # the line under the cursor
    LIT = "lit"  # the current link, on both sides
    CHOSEN = "chosen"  # what is selected


class Ink(StrEnum):
    """A text colour. The last three are for states, verdicts and risk."""

    FOREGROUND = "foreground"
    PRIMARY = "primary"
    SECONDARY = "secondary"
    QUIET = "quiet"
    ACCENT = "accent"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


class LinkColor(StrEnum):
    """A kind of link between SQL and spec; a theme may give each its own colour."""

    EXACT = "exact"
    INFERRED = "inferred"
    PATTERN = "pattern"
    RAW = "raw"
    INVENTED = "invented"
    FINDING = "finding"


DEFAULT_LINK_INKS: Mapping[LinkColor, Ink] = {
    LinkColor.EXACT: Ink.QUIET,  # nearly all links are exact: only the others need attention
    LinkColor.INFERRED: Ink.ACCENT,
    LinkColor.PATTERN: Ink.PRIMARY,
    LinkColor.RAW: Ink.WARN,
    LinkColor.INVENTED: Ink.SECONDARY,
    LinkColor.FINDING: Ink.BAD,
}
"""The ink of each kind of link without a colour in the theme."""


class StateColor(StrEnum):
    """A state between good and bad; a theme may give each its own colour."""

    MIDWAY = "midway"  # in review, or tested and not proved
    ASKED = "asked"  # a person has to act: changes requested, or flagged


DEFAULT_STATE_INKS: Mapping[StateColor, Ink] = {StateColor.MIDWAY: Ink.PRIMARY, StateColor.ASKED: Ink.SECONDARY}
"""The ink of each state without a colour in the theme."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by name: `#rrggbb`, or `ansi_blue` and the like in a theme of the sixteen colours of the terminal."""

    name: str
    title: str
    dark: bool
    ansi: bool
    grounds: Mapping[Ground, str]
    inks: Mapping[Ink, str]
    links: Mapping[LinkColor, str]
    standing: Mapping[StateColor, str]
