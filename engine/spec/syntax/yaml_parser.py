"""Parse a file to nodes with libyaml's events, and refuse the parts of YAML that SpecQL does not use."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from engine.spec.spec_error import SpecError
from engine.spec.syntax.yaml_nodes import ListNode, MappingNode, Node, ScalarNode

MAX_CHARACTERS = 64_000_000
MAX_DEPTH = 170  # a little more than the writer's limit, for brackets and for a spec inside another file
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_IN_GAPS = re.compile(r"#|\t|\?[ \n]")
_ESCAPE_IT = "write it as an escape in double quotes"
_CHARACTERS = {
    "\0": ("NUL character", "no SQL text may hold one"),
    "\r": (
        "carriage return",
        "save the file with line feeds only; in a text write `\\r` in double quotes",
    ),
    "\ufeff": ("byte order mark", "save the file as UTF-8 without one"),
}
"""Names of the characters that editors leave behind, and what to do about them."""
_GAPS = {
    "#": ("comment", "A YAML comment would be lost", "write it as `note:`, or quote the text if `#` belongs to it"),
    "\t": ("tab", "There is a tab between two entries", "use spaces"),
    "?": ("key", "A key is written with `?`", "write `key: value`"),
}


def parse_yaml(text: str, path: str = "") -> Node:
    """Return the one document of a file; raise SpecError if it is not YAML, or uses more of YAML than SpecQL does."""
    return _Parser(text, path).document()


def line_and_column(text: str, index: int) -> tuple[int, int]:
    """Return line and column of a character, both from 1."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


class _Parser:
    def __init__(self, text: str, path: str) -> None:
        self.text, self.path = text, path

    def document(self) -> Node:
        self._check_characters()
        try:
            found = self._collect()
        except yaml.MarkedYAMLError as error:
            raise self._unreadable(error) from None
        if not found:
            raise self._error("empty", "The file is empty", 0, "a spec begins with `entity:` or `module:`")
        return found[0]

    def _collect(self) -> list[Node]:
        loader = yaml.CBaseLoader(self.text)
        next_event: Callable[[], Any] = loader.get_event  # the stubs allow events without marks; libyaml has none
        gaps = _IN_GAPS.search(self.text) is not None
        after = 0
        current: list[Node] = []
        outer: list[tuple[list[Node], bool, int]] = []
        flow = False
        while (event := next_event()) is not None:
            start, end = event.start_mark.index, event.end_mark.index
            if gaps:
                self._check_gap(after, start)
                after = max(after, end)
            kind = type(event)
            if kind is ScalarEvent:
                if event.anchor is not None or event.tag is not None:
                    raise self._refused(event, start)
                current.append(ScalarNode(event.value, event.style or "", start, end, flow))
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if event.anchor is not None or event.tag is not None:
                    raise self._refused(event, start)
                outer.append((current, flow, start))
                current, flow = [], self._opens_flow(event, start, depth=len(outer))
            elif kind is SequenceEndEvent:
                node = ListNode(outer[-1][2], current)
                current, flow, _ = outer.pop()
                current.append(node)
            elif kind is MappingEndEvent:
                node = MappingNode(outer[-1][2], self._entries(current))
                current, flow, _ = outer.pop()
                current.append(node)
            else:
                self._check_document(event, start, first=not current)
        return current

    def _opens_flow(self, event: CollectionStartEvent, start: int, *, depth: int) -> bool:
        if depth > MAX_DEPTH:
            raise self._error("too_deep", f"The spec is nested more than {MAX_DEPTH} deep", start, "split the routine")
        if not event.flow_style:
            return False
        if self.text[start] not in "[{":
            raise self._error("style", "A list holds a mapping without braces", start, "write `{key: value}`")
        return True

    def _entries(self, nodes: list[Node]) -> list[tuple[ScalarNode, Node]]:
        keys = iter(nodes)
        entries: list[tuple[ScalarNode, Node]] = []
        for key, value in zip(keys, keys, strict=True):
            if not isinstance(key, ScalarNode):
                raise self._error("key", "A key is a list or mapping", key.start, "write a text as the key")
            entries.append((key, value))
        return entries

    def _check_characters(self) -> None:
        if len(self.text) > MAX_CHARACTERS:
            raise self._error("too_long", f"The file has more than {MAX_CHARACTERS} characters", 0, "split it")
        found = _FORBIDDEN.search(self.text)
        if found is not None:
            shown, hint = _CHARACTERS.get(found.group(), (f"character U+{ord(found.group()):04X}", _ESCAPE_IT))
            raise self._error("character", f"The file holds a {shown}", found.start(), hint)

    def _check_gap(self, start: int, end: int) -> None:
        found = _IN_GAPS.search(self.text, start, end)
        if found is not None:
            code, sentence, hint = _GAPS[found.group()[0]]
            raise self._error(code, sentence, found.start(), hint)

    def _check_document(self, event: Event, start: int, *, first: bool) -> None:
        if isinstance(event, AliasEvent):
            raise self._error("alias", "SpecQL has no aliases", start, "quote a text that begins with `*`")
        if isinstance(event, DocumentStartEvent) and not first:
            hint = "write each spec to a file of its own"
            raise self._error("document", "A second document begins here", start, hint)
        if isinstance(event, DocumentStartEvent | DocumentEndEvent) and event.explicit:
            hint = "a spec is one document without `---`, `...` or directives"
            raise self._error("document", "This is a document marker or directive", start, hint)

    def _refused(self, event: ScalarEvent | CollectionStartEvent, start: int) -> SpecError:
        if event.anchor is not None:
            return self._error("anchor", "SpecQL has no anchors", start, "quote a text that begins with `&`")
        return self._error("tag", "SpecQL has no tags", start, "quote a text that begins with `!`")

    def _unreadable(self, error: yaml.MarkedYAMLError) -> SpecError:
        mark = error.problem_mark or error.context_mark
        index = min(mark.index, len(self.text)) if mark else 0
        said = ", ".join(part for part in (error.context, error.problem) if part)
        hint = "indent with spaces" if self.text[index : index + 1] == "\t" else "quote a text that YAML may misread"
        return self._error("yaml", f"This is not valid YAML: {said}", index, hint)

    def _error(self, code: str, sentence: str, index: int, hint: str) -> SpecError:
        line, column = line_and_column(self.text, index)
        return SpecError(code, sentence, hint=hint, path=self.path, line=line, column=column, start=index)
