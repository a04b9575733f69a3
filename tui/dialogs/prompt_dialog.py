"""A kind of decision without a dialog of its own: one line for each of its prompts."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from textual.widget import Widget
from textual.widgets import Input

from daemon.wire.decision import NewDecision
from daemon.wire.decision_descriptor import DecisionDescriptor
from tui.keymap.scene import Scene
from tui.widgets.dialog import Dialog, line_input

SCENE = Scene("prompts", (f"{__name__}:PromptDialog",))


class PromptDialog(Dialog[NewDecision]):
    """Asks what the descriptor of the kind lists. Without an answer to a required prompt, enter does nothing."""

    KEYS = (("enter", "decide"), ("tab", "next line"))

    def __init__(self, descriptor: DecisionDescriptor, about: str, draft: NewDecision) -> None:
        super().__init__()
        self._descriptor = descriptor
        self._about = about
        self._draft = draft

    def title_text(self) -> str:
        return f"{self._descriptor.kind.capitalize()} {self._about}?"

    def body(self) -> Iterator[Widget]:
        for prompt in self._descriptor.prompts:
            line = line_input(prompt.question)
            line.id = prompt.field
            yield line

    def on_input_submitted(self) -> None:
        answers = {line.id or "": line.value.strip() for line in self.query(Input)}
        if all(answers[prompt.field] for prompt in self._descriptor.prompts if prompt.required):
            given: dict[str, Any] = {name: _value(name, text) for name, text in answers.items() if text}
            self.dismiss(replace(self._draft, **given))


def _value(field: str, text: str) -> object:
    match field:
        case "line":
            return int(text)
        case "asked":
            return tuple(text.replace(",", " ").split())
        case _:
            return text
