"""YAML as the strict subset that SpecQL is written in: scalars, lists and mappings, and nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    ScalarEvent,
    SequenceStartEvent,
)

from engine.spec.errors import SpecError

MAX_CHARACTERS = 64_000_000
MAX_DEPTH = 160
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_ESCAPE_IT = "write it as an escape in double quotes"
_CHARACTERS = {
    "\0": ("NUL character", "no SQL text may hold one"),
    "\r": (
        "carriage return",
        "save the file with line feeds only; one that belongs to a text is `\\r` in double quotes",
    ),
    "\ufeff": ("byte order mark", "save the file as UTF-8 without one"),
}
"""How the characters that editors leave behind are called, and what to do about them."""


@dataclass(slots=True)
class ListNode:
    """A list of the file."""

    event: CollectionStartEvent
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class MappingNode:
    """A mapping of the file: keys and values in turn, as they stand."""

    event: CollectionStartEvent
    items: list[Node] = field(default_factory=list)


Node = ScalarEvent | ListNode | MappingNode


def index_of(node: Node) -> int:
    """The first character of a node."""
    return start_of(node if isinstance(node, ScalarEvent) else node.event)


def start_of(event: Event) -> int:
    """The first character of an event."""
    return event.start_mark.index if event.start_mark else 0


def end_of(event: Event) -> int:
    """The character after an event."""
    return event.end_mark.index if event.end_mark else 0


def place_of(text: str, index: int) -> tuple[int, int]:
    """Line and column of a character, both from 1."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def parse(text: str, path: str = "") -> Node:
    """The one document of a file, or what is wrong with it."""
    return _Parser(text, path).document()


class _Parser:
    def __init__(self, text: str, path: str) -> None:
        self.text, self.path = text, path

    def document(self) -> Node:
        self._check_characters()
        found: list[Node] = []
        try:
            self._collect(found)
        except yaml.MarkedYAMLError as error:
            raise self._unreadable(error) from None
        if not found:
            raise self.error("empty", "The file is empty", 0, "a spec begins with `entity:` or `module:`")
        return found[0]

    def error(self, code: str, sentence: str, index: int, hint: str = "") -> SpecError:
        line, column = place_of(self.text, index)
        return SpecError(code, sentence, hint=hint, path=self.path, line=line, column=column)

    def _collect(self, current: list[Node]) -> None:
        loader = yaml.CBaseLoader(self.text)
        stack: list[list[Node]] = []
        gaps = "#" in self.text or "\t" in self.text
        after = 0
        while (event := loader.get_event()) is not None:
            if gaps:
                self._check_gap(after, start_of(event))
                after = max(after, end_of(event))
            if isinstance(event, ScalarEvent):
                self._check_node(event)
                current.append(event)
            elif isinstance(event, CollectionStartEvent):
                self._check_node(event)
                node = (ListNode if isinstance(event, SequenceStartEvent) else MappingNode)(event)
                current.append(node)
                stack.append(current)
                current = node.items
                if len(stack) > MAX_DEPTH:
                    raise self.error("too-deep", f"The spec is nested more than {MAX_DEPTH} deep", start_of(event))
            elif isinstance(event, CollectionEndEvent):
                current = stack.pop()
            else:
                self._check_document(event, first=not current)

    def _check_characters(self) -> None:
        if len(self.text) > MAX_CHARACTERS:
            raise self.error("too-long", f"The file has more than {MAX_CHARACTERS} characters", 0, "split it")
        found = _FORBIDDEN.search(self.text)
        if found is not None:
            shown, hint = _CHARACTERS.get(found.group(), (f"character U+{ord(found.group()):04X}", _ESCAPE_IT))
            raise self.error("character", f"The file holds a {shown}", found.start(), hint)

    def _check_gap(self, start: int, end: int) -> None:
        gap = self.text[start:end]
        if "#" in gap:
            hint = "write it as `note:`, or put the text in quotes if `#` belongs to it"
            raise self.error("comment", "A YAML comment would be lost", start + gap.index("#"), hint)
        if "\t" in gap:
            raise self.error("tab", "A tab stands between two entries", start + gap.index("\t"), "use spaces")

    def _check_node(self, event: ScalarEvent | CollectionStartEvent) -> None:
        if event.anchor is not None:
            raise self.error("anchor", "SpecQL has no anchors", start_of(event), "quote a text that begins with `&`")
        if event.tag is not None:
            raise self.error("tag", "SpecQL has no tags", start_of(event), "quote a text that begins with `!`")

    def _check_document(self, event: Event, *, first: bool) -> None:
        if isinstance(event, AliasEvent):
            raise self.error("alias", "SpecQL has no aliases", start_of(event), "quote a text that begins with `*`")
        if isinstance(event, DocumentStartEvent) and event.explicit:
            raise self._second_document(event) if not first else self._marker(event)
        if isinstance(event, DocumentEndEvent) and event.explicit:
            raise self._marker(event)

    def _marker(self, event: Event) -> SpecError:
        hint = "a spec is one document without `---`, `...` or directives"
        return self.error("document", "A document marker or directive stands here", start_of(event), hint)

    def _second_document(self, event: Event) -> SpecError:
        hint = "write each spec to a file of its own"
        return self.error("document", "A second document begins here", start_of(event), hint)

    def _unreadable(self, error: yaml.MarkedYAMLError) -> SpecError:
        mark = error.problem_mark or error.context_mark
        index = min(mark.index, len(self.text)) if mark else 0
        said = ", ".join(part for part in (error.context, error.problem) if part)
        hint = "indent with spaces" if self.text[index : index + 1] == "\t" else "quote a text that YAML may misread"
        return self.error("yaml", f"This is no YAML: {said}", index, hint)
