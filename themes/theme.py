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
    """What text is written in. The last five say how something stands: states, verdicts, risk and kinds of links."""

    FOREGROUND = "foreground"
    PRIMARY = "primary"
    SECONDARY = "secondary"
    QUIET = "quiet"
    ACCENT = "accent"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by name: `#rrggbb`, or `ansi_blue` and the like in a theme of the terminal's own sixteen colours."""

    name: str
    title: str
    dark: bool
    ansi: bool
    grounds: Mapping[Ground, str]
    inks: Mapping[Ink, str]
