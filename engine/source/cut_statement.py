"""Cut a text into statements, one at a time, by its lexemes alone."""

import re
from dataclasses import dataclass, field

from engine.source.resume_points import FIRST_WORDS, can_resume_at
from engine.source.text.lexemes import Lexeme, lexemes

_LONG_LITERALS = frozenset({"string", "escaped", "name", "dollar"})
# psql commands that send the text so far, as a semicolon does
_SENDING = frozenset(
    "g gx gset gexec gdesc crosstabview watch bind bind_named parse close_prepared r reset sendpipeline".split()  # noqa: SIM905
)
_DIRECTIVES = ("{%", "{#")
_COMMAND = re.compile(r"\\(\w*)")
_ROUTINE_WORDS = frozenset({"function", "procedure"})


@dataclass(slots=True)
class StatementCut:
    """One statement, or one thing between two statements; `resume` is where reading continues.

    `marks` are template marks, psql variables and commands inside; `restarts` pairs the end of a possible
    statement with the start of the next; `literals` are the quoted texts that hold a line break.
    """

    kind: str
    start: int
    end: int
    resume: int
    words: list[str] = field(default_factory=list)
    marks: list[Lexeme] = field(default_factory=list)
    restarts: list[tuple[int, int]] = field(default_factory=list)
    literals: list[Lexeme] = field(default_factory=list)
    unterminated: int | None = None


@dataclass(slots=True)
class _Nesting:
    """What keeps a semicolon from ending a statement: a rule's parentheses and the body of BEGIN ATOMIC."""

    depth: int = 0
    blocks: int = 0
    previous: str = ""

    def enter(self, word: str, words: list[str]) -> None:
        if word == "atomic" and self.previous == "begin" and _creates(words, _ROUTINE_WORDS):
            self.blocks = 1
        elif self.blocks and word == "case":
            self.blocks += 1
        elif self.blocks and word == "end":
            self.blocks -= 1
        self.previous = word

    def holds(self, words: list[str]) -> bool:
        return self.blocks > 0 or (self.depth > 0 and _creates(words, frozenset({"rule"})))


def _creates(words: list[str], kinds: frozenset[str]) -> bool:
    """Return whether the first words create one of these kinds."""
    object_at = 3 if words[1:3] == ["or", "replace"] else 1
    return words[:1] == ["create"] and len(words) > object_at and words[object_at] in kinds


def command_name(text: str, lexeme: Lexeme) -> str:
    """Return the name of a psql command."""
    found = _COMMAND.match(text, lexeme.start)
    if not found:
        return ""
    return found.group(1).lower()


def cut_next(text: str, at: int) -> StatementCut | None:
    """Return the next statement, psql command, directive of a template or lone semicolon; None at the end."""
    stream = lexemes(text, at)
    first = next(stream, None)
    if first is None:
        return None
    if first.kind == "end":
        return StatementCut("empty", first.start, first.end, first.end)
    if first.kind == "psql":
        return StatementCut("psql", first.start, first.end, first.end)
    if first.kind == "mark" and text.startswith(_DIRECTIVES, first.start):
        return StatementCut("template", first.start, first.end, first.end)
    cut, nesting = StatementCut("statement", first.start, first.start, len(text)), _Nesting()
    if _take(text, cut, nesting, first):
        return cut
    for lexeme in stream:
        if _take(text, cut, nesting, lexeme):
            return cut
    return cut


def _take(text: str, cut: StatementCut, nesting: _Nesting, lexeme: Lexeme) -> bool:
    """Add a lexeme to a statement; return True if it ends the statement."""
    kind = lexeme.kind
    if kind == "word":
        _take_word(text, cut, nesting, lexeme)
    elif kind == "end":
        cut.end = lexeme.end
        if not nesting.holds(cut.words):
            cut.resume = lexeme.end
            return True
    elif kind == "open":
        nesting.depth += 1
    elif kind == "close":
        nesting.depth -= 1
    elif kind == "mark":
        cut.marks.append(lexeme)
    elif kind in _LONG_LITERALS:
        if "\n" in text[lexeme.start : lexeme.end]:
            cut.literals.append(lexeme)
    elif kind == "psql" and _take_command(text, cut, lexeme):
        return True
    elif kind == "unterminated":
        cut.unterminated, cut.end = lexeme.start, len(text)
        return True
    cut.end = lexeme.end
    return False


def _take_word(text: str, cut: StatementCut, nesting: _Nesting, lexeme: Lexeme) -> None:
    word = text[lexeme.start : lexeme.end].lower()
    if lexeme.start > cut.start and word in FIRST_WORDS and can_resume_at(text, lexeme.start):
        cut.restarts.append((cut.end, lexeme.start))
    if len(cut.words) < 6:
        cut.words.append(word)
    nesting.enter(word, cut.words)


def _take_command(text: str, cut: StatementCut, lexeme: Lexeme) -> bool:
    """Handle a psql command inside a statement: it sends the statement, or is a mark in it."""
    if text.startswith("\\;", lexeme.start) or command_name(text, lexeme) in _SENDING:
        cut.resume = lexeme.start
        return True
    cut.marks.append(lexeme)
    return False
