"""The mistakes of one reading, each with its place."""

from __future__ import annotations

from difflib import get_close_matches

from engine.spec.spec_error import SpecError
from engine.spec.syntax.yaml_nodes import ListNode, MappingNode, Node, ScalarNode
from engine.spec.syntax.yaml_parser import line_and_column


class ReadReport:
    """The text that is read, and the mistakes found in it so far."""

    def __init__(self, text: str, path: str) -> None:
        self.text, self.path = text, path
        self.errors: list[SpecError] = []

    def add(self, node: Node, code: str, sentence: str, hint: str = "") -> None:
        """Note a mistake at a node; reading goes on, the value is None."""
        line, column = line_and_column(self.text, node.start)
        self.errors.append(
            SpecError(code, sentence, hint=hint, path=self.path, line=line, column=column, start=node.start)
        )

    def unexpected(self, node: Node, wanted: str) -> None:
        """Note that a node is of the wrong kind."""
        found = "a list" if isinstance(node, ListNode) else "a mapping" if isinstance(node, MappingNode) else "a text"
        self.add(node, "type", f"Here stands {found}, where {wanted} belongs")

    def unknown(self, node: ScalarNode, what: str, known: list[str]) -> None:
        """Note a word that the language does not have, and the nearest one that it has."""
        near = get_close_matches(node.value, known, n=1, cutoff=0.5)
        hint = f"did you mean `{near[0]}`?" if near else f"known are {', '.join(f'`{word}`' for word in known)}"
        self.add(node, "unknown", f"`{shortened(node.value)}` is no {what}", hint)

    def duplicate(self, key: ScalarNode) -> None:
        """Note that a key stands twice."""
        self.add(key, "duplicate", f"The key `{shortened(key.value)}` stands here a second time", "keep one of them")

    def restyled(self, node: ScalarNode, written: str) -> None:
        """Note a scalar in a style that means something else to some reader, and show it as it should be."""
        before = self.text[self.text.rfind("\n", 0, node.start) + 1 : node.start].strip()
        after = "" if "\n" in self.source(node) else self.text[node.end :].partition("\n")[0]
        hint = f"write it so: {shortened(f'{before} {written}{after}'.strip(), 400)}"
        self.add(node, "style", "This text could be read in two ways, or is written in a second way", hint)

    def source(self, node: ScalarNode) -> str:
        """A scalar as it stands in the file."""
        return self.text[node.start : node.end]


def shortened(text: str, most: int = 60) -> str:
    """A text short enough for a message."""
    return text if len(text) <= most else f"{text[:most]}…"
