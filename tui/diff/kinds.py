"""How a part of one side came from the other: a glyph and a word each, so that colour is never needed."""

from enum import StrEnum


class Kind(StrEnum):
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


GLYPHS = {Kind.EXACT: "=", Kind.INFERRED: "~", Kind.RAW: "!", Kind.INVENTED: "+", Kind.FINDING: "§"}
WEIGHTS = {kind: weight for weight, kind in enumerate(Kind)}
UNEXPLAINED = "?"
"""The glyph of SQL that no link speaks of."""


def kind_of(word: object) -> Kind:
    """The kind by its word; a kind of a newer daemon is shown as one to look at."""
    return Kind(word) if word in set(Kind) else Kind.FINDING
