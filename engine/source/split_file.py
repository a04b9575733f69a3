"""Split the text of a file into units; a statement that cannot be read becomes a unit with its error."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pglast import ast

from engine.fault import Fault
from engine.source.cut_statement import StatementCut, command_name, cut_next
from engine.source.parse_statement import UnparsedError, parse_statement
from engine.source.resume_points import resume_after, resume_inside
from engine.source.search_path import SearchPath
from engine.source.span import Span
from engine.source.text.lexemes import Lexeme
from engine.source.text.old_strings import explained_fault
from engine.source.text.template_marks import (
    blank_marks,
    is_only_marks,
    marks_in_body,
    may_be_plain_sql,
    replace_marks,
    restore_marks,
)
from engine.source.text.unreadable_text import unreadable_text
from engine.source.unit import ROUTINES, Aside, SourceFile, Unit
from engine.source.unit_kinds import guess_kind_and_name, unit_kind
from engine.source.unit_names import Namer
from engine.unexpected import unexpected_fault

# Each recovery reads text again; this bounds how often all of them together may read the whole text.
MAX_REREADS = 8
_FROM_STDIN = re.compile(r"\bFROM\s+(?:P?STDIN)\b", re.IGNORECASE)
_END_OF_DATA = re.compile(r"^\\\.[ \t]*\r?$", re.MULTILINE)
BLANKS = " \t\n\r\f\v\ufeff"  # what separates tokens; Python counts more characters as blank
_LANGUAGE = re.compile(r"\bLANGUAGE\s+['\"]?(\w+)", re.IGNORECASE)
_SILENT_CUTS = frozenset({"empty", "template"})
_INCLUDES = frozenset({"i", "ir", "include", "include_relative"})


def split(text: str, path: str = "", search_path: tuple[str, ...] = ()) -> SourceFile:
    """Return the units of a file and the text between them, in order."""
    if fault := unreadable_text(text):
        return SourceFile(path, text, (), (), fault)
    splitter = _Splitter(text, SearchPath(search_path, search_path))
    splitter.run()
    return SourceFile(path, text, tuple(splitter.units), tuple(splitter.asides))


@dataclass(slots=True)
class _Splitter:
    """Walks one text from front to back, with the state that later statements depend on."""

    text: str
    path: SearchPath
    units: list[Unit] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    reread: int = 0
    data_may_follow: bool = True

    def run(self) -> None:
        at = 0
        while cut := cut_next(self.text, at):
            at = self._statement(cut) if cut.kind == "statement" else self._between(cut)

    def _between(self, cut: StatementCut) -> int:
        """Keep what is not a statement, and skip the rows that follow a `\\copy`."""
        written = self.text[cut.start : cut.end]
        if cut.kind in _SILENT_CUTS:
            self._aside(cut.kind, cut.start, cut.end)
            return cut.end
        name = command_name(self.text, Lexeme("psql", cut.start, cut.end))
        self._aside("include" if name in _INCLUDES else "psql", cut.start, cut.end)
        copies = name == "copy" and _FROM_STDIN.search(written)
        if not copies:
            return cut.end
        return self._rows(cut.end)

    def _aside(self, kind: str, start: int, end: int) -> None:
        self.asides.append(Aside(kind, Span(start, end), self.text[start:end]))

    def _rows(self, at: int) -> int:
        """Skip the rows of a COPY; without an end mark there are none."""
        line_end = self.text.find("\n", at)
        closing = _END_OF_DATA.search(self.text, line_end + 1) if line_end >= 0 and self.data_may_follow else None
        if closing is None:
            self.data_may_follow = False
            return at
        self._aside("rows", line_end + 1, closing.end())
        return closing.end()

    def _statement(self, cut: StatementCut) -> int:
        """Keep a statement as one unit, or as several where it seems to have swallowed others."""
        unit = self._unit(cut.start, cut.end, cut) if cut.unterminated is None else None
        if unit is not None and unit.fault is None:
            self._keep(unit)
            if not _copies_rows(unit):
                return cut.resume
            return self._rows(cut.resume)
        swallowed = self._swallowed(cut)
        if swallowed is not None:
            self.reread += cut.end - swallowed
            self._pieces(cut, _trimmed(self.text, cut.start, swallowed))
            return swallowed
        if unit is None:
            return self._unterminated(cut)
        if next(_breaks(self.text, cut), None) or not cut.words:
            self._pieces(cut, cut.end)
        else:
            self._keep(unit)
        return cut.resume

    @property
    def _is_tired(self) -> bool:
        return self.reread > MAX_REREADS * (len(self.text) + 1_000)

    def _swallowed(self, cut: StatementCut) -> int | None:
        if self._is_tired:
            return None
        found = (resume_inside(self.text, literal.start, literal.end) for literal in cut.literals)
        return next((place for place in found if place is not None), None)

    def _unterminated(self, cut: StatementCut) -> int:
        """Report a literal that is never closed, and resume at the next line that certainly begins a statement."""
        opened = cut.end if cut.unterminated is None else cut.unterminated
        self.reread += len(self.text) - opened
        resume = len(self.text) if self._is_tired else resume_after(self.text, opened)
        first = max([cut.start, *(start for _, start in cut.restarts)])
        if first > cut.start:
            self._pieces(cut, _trimmed(self.text, cut.start, first))
        end = _trimmed(self.text, opened, resume)
        what = {"'": "literal", '"': "quoted name", "/": "comment"}.get(self.text[opened], "literal")
        fault = Fault("source.unterminated", f"this {what} is never closed", "Close it.", opened)
        self._keep(self._failed(first, end, fault, template=bool(cut.marks)))
        return resume

    def _pieces(self, cut: StatementCut, end: int) -> None:
        """Keep the statements between the breaks of a cut, up to a place."""
        start = cut.start
        for piece_end, next_start in (*_breaks(self.text, cut), (end, end)):
            if start >= end:
                break
            if piece_end < start:
                continue
            self._piece(start, min(piece_end, end), cut)
            command = self.text[piece_end:next_start].strip(BLANKS) if piece_end < end else ""
            if command.startswith("\\"):
                place = self.text.index("\\", piece_end)
                self._between(StatementCut("psql", place, place + len(command), next_start))
            start = next_start

    def _piece(self, start: int, end: int, cut: StatementCut) -> None:
        """Keep the text between two breaks, which may be only a mark or a comment."""
        if not is_only_marks(self.text[start:end]):
            self._keep(self._unit(start, end, cut))
        elif self.text[start:end].strip(BLANKS):
            self._aside("template", start, end)

    def _keep(self, unit: Unit) -> None:
        self.units.append(unit)
        if unit.node is not None:
            self.path.run(unit.node)

    def _unit(self, start: int, end: int, cut: StatementCut) -> Unit:
        """Parse one statement, with neutral names in place of its template marks."""
        text = self.text[start:end]
        marks = _within(cut.marks, start, end)
        for literal in _within(cut.literals, start, end):
            if self.text[literal.start] == "$":
                inside = marks_in_body(self.text, literal.start, literal.end)  # a break may divide the literal
                marks += [mark for mark in inside if mark.end <= end]
        if marks and may_be_plain_sql(self.text, marks):
            unit = self._parsed(start, end, text, {}, template=False)
            if unit.fault is None:
                return unit
        marks.sort(key=lambda mark: mark.start)
        neutral, names = replace_marks(text, marks, start)
        unit = self._parsed(start, end, neutral, names, template=bool(marks))
        if unit.fault is not None and marks:
            emptied = self._parsed(start, end, blank_marks(text, marks, start), {}, template=True)
            if emptied.fault is not None:
                return unit
            return emptied
        return unit

    def _parsed(self, start: int, end: int, parsed: str, names: dict[str, str], *, template: bool) -> Unit:
        try:
            node = parse_statement(parsed)
            return self._named(start, end, parsed, names, node, template=template)
        except UnparsedError as refusal:
            fault = replace(refusal.fault, place=start + refusal.position)
        except Exception as error:  # noqa: BLE001  the boundary around one unit: no unit may end a run
            fault = unexpected_fault(error, start)
        return self._failed(start, end, fault, template=template)

    def _named(
        self, start: int, end: int, parsed: str, names: dict[str, str], node: ast.Node | None, *, template: bool
    ) -> Unit:
        text = self.text[start:end]
        if node is None:
            return Unit("data", "", Span(start, end), text, parsed_text=parsed, search_path=self.path.current)
        name = restore_marks(Namer(self.path.current).name(node), names)
        language = _language(node)
        kind = unit_kind(node)
        return Unit(kind, name, Span(start, end), text, language, node, None, template, parsed, self.path.current)

    def _failed(self, start: int, end: int, fault: Fault, *, template: bool) -> Unit:
        text = self.text[start:end]
        kind, name = guess_kind_and_name(text)
        found = _LANGUAGE.search(text) if kind in ROUTINES else None
        language = found.group(1).lower() if found else ""
        fault = explained_fault(text, fault, start)
        return Unit(kind, name, Span(start, end), text, language, None, fault, template, text, self.path.current)


def _within(lexemes: list[Lexeme], start: int, end: int) -> list[Lexeme]:
    first, stop = (bisect_left(lexemes, place, key=lambda each: each.start) for place in (start, end))
    return lexemes[first:stop]


def _breaks(text: str, cut: StatementCut) -> Iterator[tuple[int, int]]:
    """Return where another statement or a psql command may begin inside a statement that does not parse."""
    commands = [mark for mark in cut.marks if mark.kind == "psql"]
    found = [*cut.restarts, *((_trimmed(text, cut.start, each.start), _after(text, each.end)) for each in commands)]
    return iter(sorted(found))


def _after(text: str, at: int) -> int:
    while at < len(text) and text[at] in BLANKS:
        at += 1
    return at


def _trimmed(text: str, start: int, end: int) -> int:
    """Return the end of a piece without its trailing blank space."""
    while end > start and text[end - 1] in BLANKS:
        end -= 1
    return end


def _copies_rows(unit: Unit) -> bool:
    return isinstance(unit.node, ast.CopyStmt) and bool(unit.node.is_from) and not unit.node.filename


def _language(node: ast.Node) -> str:
    """Return the language of a routine or a DO block, in lower case."""
    if isinstance(node, ast.CreateFunctionStmt):
        default = "sql" if node.sql_body else ""
        options = node.options or ()
    elif isinstance(node, ast.DoStmt):
        default, options = "plpgsql", node.args or ()
    else:
        return ""
    named = (each.arg for each in options if isinstance(each, ast.DefElem) and each.defname == "language")
    return next((arg.sval.lower() for arg in named if isinstance(arg, ast.String) and arg.sval), default)
