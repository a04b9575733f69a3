"""An anchor: the journal's head, to be kept where whoever owns this disk cannot reach."""

import re
from dataclasses import dataclass

from store.core import journal
from store.core.errors import StoreError
from store.core.transaction import ReadView

_FORM = re.compile(r"(\d{1,16}):([0-9a-f]{64})")


class NoAnchorError(StoreError):
    """The text is no anchor."""

    code = "audit.no_anchor"


@dataclass(frozen=True, slots=True)
class JournalAnchor:
    """Number and hash of an event; with it, all that came before is fixed."""

    seq: int
    hash: str

    def __str__(self) -> str:
        return f"{self.seq}:{self.hash}"


def get_anchor(view: ReadView) -> JournalAnchor:
    """The anchor of the journal as it is now."""
    return JournalAnchor(*journal.get_head(view))


def parse(text: str) -> JournalAnchor:
    """An anchor as it was printed."""
    match = _FORM.fullmatch(text.strip())
    if match is None:
        raise NoAnchorError("That is no anchor.", "An anchor is NUMBER:HASH as `specdeck audit anchor` printed it.")
    return JournalAnchor(int(match[1]), match[2])
