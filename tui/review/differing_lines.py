"""The lines of the SQL and of the SQL from the spec where the two differ first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textual.content import Content

from daemon.wire.review import TextLine
from tui.diff.content.changed_words import find_changed_words
from tui.diff.content.diff_model import TextRange
from tui.printable import to_printable

NAMES = ("SQL", "spec")
CHANGED = "bold $warning"


@dataclass(frozen=True, slots=True)
class DifferingLines:
    """The line of each text; None for a text that lacks it."""

    original: TextLine | None
    lowered: TextLine | None

    def to_contents(self) -> Iterator[Content]:
        """Yield each line after its number, with the words that the other one lacks marked."""
        texts = [to_printable(line.text) if line else "" for line in (self.original, self.lowered)]
        changed = find_changed_words(*texts)
        for name, line, text, words in zip(NAMES, (self.original, self.lowered), texts, changed, strict=True):
            if line is not None:
                yield Content.assemble((f"{name:<5}{line.line:>4}  ", "$foreground-muted"), _marked(text, words))


def _marked(text: str, words: Sequence[TextRange]) -> Content:
    content = Content(text)
    for span in words:
        content = content.stylize(CHANGED, span.start, span.end)
    return content
