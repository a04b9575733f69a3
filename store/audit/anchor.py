"""An anchor: the journal's head, to be kept where whoever owns this disk cannot reach."""

import re
from dataclasses import dataclass

from store import journal
from store.errors import StoreError
from store.transaction import View

_FORM = re.compile(r"(\d{1,16}):([0-9a-f]{64})")


class NoAnchorError(StoreError):
    """The text is no anchor."""

    code = "audit.no_anchor"


@dataclass(frozen=True, slots=True)
class Anchor:
    """Number and hash of an event; with it, all that came before is fixed."""

    seq: int
    hash: str

    def __str__(self) -> str:
        return f"{self.seq}:{self.hash}"


def of(view: View) -> Anchor:
    """The anchor of the journal as it is now."""
    return Anchor(*journal.head(view))


def parse(text: str) -> Anchor:
    """An anchor as it was printed."""
    match = _FORM.fullmatch(text.strip())
    if match is None:
        raise NoAnchorError("That is no anchor.", "An anchor is NUMBER:HASH as `specdeck audit anchor` printed it.")
    return Anchor(int(match[1]), match[2])
