"""Flagging: who should look as well, and at what."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textual.suggester import Suggester
from textual.widget import Widget
from textual.widgets import Input

from daemon.wire.decision import NewDecision
from daemon.wire.decision_kinds import DecisionKind
from tui.dialogs.dialog import Dialog, hint_line, line_input

MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class FlagInput:
    """Whom to ask, by name, and what about; nobody named means anybody else."""

    whom: tuple[str, ...] = ()
    words: str = ""


class _Names(Suggester):
    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._names = names

    async def get_suggestion(self, value: str) -> str | None:
        before, blank, begun = value.rpartition(" ")
        found = next((name for name in self._names if begun and name.startswith(begun) and name != begun), None)
        return f"{before}{blank}{found}" if found else None


class FlagDialog(Dialog[FlagInput]):
    """Two lines: names with blanks between them, then words. Both may stay empty."""

    KEYS = (("enter", "flag"), ("tab", "the other line"), ("→", "take the name"))

    def __init__(self, about: str, people: Sequence[str], begun: NewDecision | None = None) -> None:
        super().__init__()
        self._about = about
        self._people = people
        self._begun = begun or NewDecision(DecisionKind("flag"))

    def asks(self) -> str:
        return f"Flag {self._about} for somebody else?"

    def between(self) -> Iterator[Widget]:
        more = ", …" if len(self._people) > MOST_NAMED else ""
        named = ", ".join(self._people[:MOST_NAMED]) + more
        yield hint_line(f"Here are {named}." if named else "Nobody else belongs to this project yet.")
        names = line_input("whom to ask; empty: anybody else", " ".join(self._begun.asked))
        names.suggester = _Names(self._people)
        names.id = "names"
        words = line_input("what to look at", self._begun.note)
        words.id = "words"
        for line in (names, words):
            line.select_on_focus = False  # what was begun goes on
            yield line

    def on_input_submitted(self) -> None:
        names, words = (self.query_one(f"#{name}", Input).value for name in ("names", "words"))
        self.dismiss(FlagInput(tuple(names.replace(",", " ").split()), words.strip()))
