"""The kinds of links between SQL and spec, each with a glyph and a word, so that colour is never needed."""

from enum import StrEnum


class LinkKind(StrEnum):
    """The kinds of links as the daemon names them, from the plainest to the most noteworthy."""

    EXACT = "exact"
    INFERRED = "inferred"
    PATTERN = "pattern"
    INVENTED = "invented"
    RAW = "raw"
    FINDING = "finding"

    @property
    def glyph(self) -> str:
        return GLYPHS[self]

    @property
    def weight(self) -> int:
        """A line with several kinds shows the one with the largest weight."""
        return WEIGHTS[self]


GLYPHS = {
    LinkKind.EXACT: "=", LinkKind.INFERRED: "~", LinkKind.PATTERN: "*", LinkKind.RAW: "!", LinkKind.INVENTED: "+",
    LinkKind.FINDING: "§",
}  # fmt: skip
WEIGHTS = {kind: weight for weight, kind in enumerate(LinkKind)}
UNEXPLAINED = "?"
"""The glyph of SQL without a link."""


def link_kind_from(word: object) -> LinkKind:
    """Return the kind with this name; an unknown one, such as a newer daemon's, is treated as noteworthy."""
    if word in set(LinkKind):
        return LinkKind(word)
    return LinkKind.FINDING
