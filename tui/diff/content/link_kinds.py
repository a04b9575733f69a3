"""How a part of one side came from the other: a glyph and a word each, so that colour is never needed."""

from enum import StrEnum


class LinkKind(StrEnum):
    """The kinds of links as the daemon names them; from the plainest to the one that needs a look most."""

    EXACT = "exact"
    INFERRED = "inferred"
    INVENTED = "invented"
    RAW = "raw"
    FINDING = "finding"

    @property
    def glyph(self) -> str:
        return GLYPHS[self]

    @property
    def weight(self) -> int:
        """Which kind a line with several shows: the heaviest."""
        return WEIGHTS[self]


GLYPHS = {LinkKind.EXACT: "=", LinkKind.INFERRED: "~", LinkKind.RAW: "!", LinkKind.INVENTED: "+", LinkKind.FINDING: "§"}
WEIGHTS = {kind: weight for weight, kind in enumerate(LinkKind)}
UNEXPLAINED = "?"
"""The glyph of SQL that no link speaks of."""


def link_kind_from(word: object) -> LinkKind:
    """The kind by its word; a kind of a newer daemon is shown as one to look at."""
    return LinkKind(word) if word in set(LinkKind) else LinkKind.FINDING
