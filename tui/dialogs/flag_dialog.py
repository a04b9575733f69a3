"""Flag a unit: whom to ask for a second look, and at what."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from textual.suggester import Suggester
from textual.widget import Widget
from textual.widgets import Input

from daemon.wire.decision import NewDecision
from tui.keymap.scene import Scene
from tui.widgets.dialog import Dialog, hint_line, line_input

SCENE = Scene("flag", (f"{__name__}:FlagDialog",))
MAX_LISTED = 12


class _Names(Suggester):
    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._names = names

    async def get_suggestion(self, value: str) -> str | None:
        before, blank, typed = value.rpartition(" ")
        found = next((name for name in self._names if typed and name.startswith(typed) and name != typed), None)
        if found:
            return f"{before}{blank}{found}"
        return None


class FlagDialog(Dialog[NewDecision]):
    """Two lines: names separated by blanks, then a note. Both are optional."""

    KEYS = (("enter", "flag"), ("tab", "other line"), ("→", "complete the name"))

    def __init__(self, about: str, people: Sequence[str], draft: NewDecision) -> None:
        super().__init__()
        self._about = about
        self._people = people
        self._draft = draft

    def title_text(self) -> str:
        return f"Flag {self._about} for a second reviewer?"

    def body(self) -> Iterator[Widget]:
        yield hint_line(_listed(self._people))
        names = line_input("whom to ask (optional)", " ".join(self._draft.asked))
        names.suggester = _Names(self._people)
        names.id = "names"
        note = line_input("what to look at (optional)", self._draft.note)
        note.id = "note"
        for line in (names, note):
            line.select_on_focus = False  # earlier text is continued
            yield line

    def on_input_submitted(self) -> None:
        names, note = (self.query_one(f"#{name}", Input).value for name in ("names", "note"))
        self.dismiss(replace(self._draft, asked=tuple(names.replace(",", " ").split()), note=note.strip()))


def _listed(people: Sequence[str]) -> str:
    if not people:
        return "This project has no other members yet."
    more = ", …" if len(people) > MAX_LISTED else ""
    return f"Members: {', '.join(people[:MAX_LISTED])}{more}."
