"""An anchor: the head of the journal, to be stored where the owner of this disk cannot change it."""

import re
from dataclasses import dataclass

from store.core import journal
from store.core.errors import StoreError
from store.core.transaction import ReadView

_FORM = re.compile(r"(\d{1,16}):([0-9a-f]{64})")


class NoAnchorError(StoreError):
    """The text is not an anchor."""

    code = "audit.no_anchor"


@dataclass(frozen=True, slots=True)
class JournalAnchor:
    """Number and hash of an event, which fix everything before it."""

    seq: int
    hash: str

    def __str__(self) -> str:
        return f"{self.seq}:{self.hash}"


def get_anchor(view: ReadView) -> JournalAnchor:
    """Return the anchor of the journal as it is."""
    return JournalAnchor(*journal.get_head(view))


def parse(text: str) -> JournalAnchor:
    """Return the anchor that a printed text means."""
    match = _FORM.fullmatch(text.strip())
    if match is None:
        raise NoAnchorError("This text is not an anchor.", "Copy NUMBER:HASH as `specdeck audit anchor` prints it.")
    return JournalAnchor(int(match[1]), match[2])
