"""Where in a statement a hole is: inside a literal, in the place of a name, in the middle of a word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.findings.taint.text_pieces import Constant, Gap, Hole, Piece

_NAME_FOLLOWS = re.compile(
    r"\b(?:JOIN|INTO|UPDATE|TABLE|VIEW|SEQUENCE|SCHEMA|COLUMN|ONLY|REFERENCES|TRIGGER|FUNCTION|ROLE|USER|DATABASE"
    r"|SELECT\b[^()]*?(?<!DISTINCT\s)FROM|DELETE\s+FROM|(?:IF|NOT)\s+EXISTS)\s+\Z",
    re.IGNORECASE | re.DOTALL,
)
_VALUE_FOLLOWS = re.compile(r"(?:<>|!=|[=<>(,]|\bLIKE|\bILIKE)\s*\Z", re.IGNORECASE)
_COMPARED = re.compile(r"\bWHERE\b.*(?:=|<>|LIKE)\s*\Z", re.IGNORECASE | re.DOTALL)
_WORD_END, _WORD_START = re.compile(r"\w\Z"), re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class HoleContext:
    """A hole, the constant text around it up to the next gaps, and the pieces of text that touch it."""

    hole: Hole
    before: str
    touching: str
    after: str
    rest: str = ""

    @property
    def is_in_literal(self) -> bool:
        return self.before.count("'") % 2 == 1

    @property
    def follows_name_keyword(self) -> bool:
        """Whether only the name of an object can come here."""
        return bool(_NAME_FOLLOWS.search(self.before)) and not self.is_in_literal

    @property
    def is_path_part(self) -> bool:
        """Whether a dot joins it to another name."""
        return (self.touching.endswith(".") or self.after.startswith(".")) and not self.is_in_literal

    @property
    def is_compared(self) -> bool:
        """Whether it is the right side of a comparison and no path."""
        return bool(_COMPARED.search(self.before)) and not self.after.startswith((".", "("))

    @property
    def is_word_part(self) -> bool:
        """Whether letters or digits touch it."""
        return bool(_WORD_END.search(self.touching) or _WORD_START.match(self.after))


def hole_contexts(value: Sequence[Piece]) -> Iterator[HoleContext]:
    """Each hole of a text with what is around it; a hole inside counts as a word in what is before the next one."""
    before = touching = ""
    for at, piece in enumerate(value):
        if isinstance(piece, Gap):
            before = touching = ""
        elif isinstance(piece, Constant):
            before += piece.text
            touching = piece.text
        else:
            following = value[at + 1] if at + 1 < len(value) else None
            after = following.text if isinstance(following, Constant) else ""
            yield HoleContext(piece, before, touching, after, _rest(value[at + 1 :]))
            before, touching = before + "x", ""


def _rest(pieces: Sequence[Piece]) -> str:
    """The constant text that follows, up to a gap; each hole counts as a word."""
    found = ""
    for each in pieces:
        if isinstance(each, Gap):
            break
        found += each.text if isinstance(each, Constant) else "x"
    return found
