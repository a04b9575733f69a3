"""The mistakes found while reading a spec, each with its place."""

from __future__ import annotations

from difflib import get_close_matches

from engine.spec.spec_error import SpecError
from engine.spec.syntax.yaml_nodes import ListNode, MappingNode, Node, ScalarNode
from engine.spec.syntax.yaml_parser import line_and_column

MAX_MISTAKES = 200
_NODE_NAMES = {ListNode: "a list", MappingNode: "a mapping", ScalarNode: "a text"}


class ReadReport:
    """The text that is read, and the mistakes found in it so far."""

    def __init__(self, text: str, path: str) -> None:
        self.text, self.path = text, path
        self.mistakes = 0
        self.errors: list[SpecError] = []
        """The first mistakes, at most MAX_MISTAKES."""

    @property
    def is_full(self) -> bool:
        """Whether no more mistakes are kept: a file of nothing else would take a time that grows with its square."""
        return len(self.errors) >= MAX_MISTAKES

    def add(self, node: Node, code: str, sentence: str, hint: str = "") -> None:
        """Report a mistake at a node; reading continues with None as the value."""
        self.mistakes += 1
        if self.is_full:
            return
        line, column = line_and_column(self.text, node.start)
        self.errors.append(
            SpecError(code, sentence, hint=hint, path=self.path, line=line, column=column, start=node.start)
        )

    def unexpected(self, node: Node, wanted: str) -> None:
        """Report that a node is of the wrong kind."""
        found = _NODE_NAMES[type(node)]
        self.add(node, "type", f"Found {found} where {wanted} belongs")

    def unknown(self, node: ScalarNode, what: str, known: list[str]) -> None:
        """Report an unknown word, with the nearest known one."""
        near = [] if self.is_full else get_close_matches(node.value, known, n=1, cutoff=0.5)
        hint = f"did you mean `{near[0]}`?" if near else f"known are {', '.join(f'`{word}`' for word in known)}"
        self.add(node, "unknown", f"`{shortened(node.value)}` is not {what}", hint)

    def duplicate(self, key: ScalarNode) -> None:
        """Report a duplicate key."""
        self.add(key, "duplicate", f"The key `{shortened(key.value)}` is repeated here", "keep one of them")

    def restyled(self, node: ScalarNode, written: str) -> None:
        """Report a scalar in a style that some reader would read differently, and show the right one."""
        if self.is_full:
            self.mistakes += 1
            return
        before = self.text[self.text.rfind("\n", 0, node.start) + 1 : node.start].strip()
        after = "" if "\n" in self.source(node) else self.text[node.end :].partition("\n")[0]
        hint = f"write it as: {shortened(f'{before} {written}{after}'.strip(), 400)}"
        self.add(node, "style", "This text is ambiguous, or not written in the canonical style", hint)

    def source(self, node: ScalarNode) -> str:
        """Return a scalar as the file has it."""
        return self.text[node.start : node.end]


def shortened(text: str, most: int = 60) -> str:
    """Return a text short enough for a message."""
    if len(text) <= most:
        return text
    return f"{text[:most]}…"
