"""Assignment, to a variable, a field, an element or a slice."""

from engine.plpgsql.reader import END, GrammarError, Reader
from engine.plpgsql.statement_parts import SEMICOLON, is_name, path_end
from engine.plpgsql.tree import Assign


def read_assign(reader: Reader) -> Assign:
    """`target := expression;`, the target with fields, subscripts and slices."""
    first = reader.at
    target = reader.fragment("target", _target_end(reader))
    if not reader.accept(":="):
        reader.expect("=")
    value = reader.until("expression", SEMICOLON)
    reader.expect(";")
    return Assign(target, value, reader.since(first))


def _target_end(reader: Reader) -> int:
    at = path_end(reader, reader.at)
    words = reader.words
    while words[at] == "[" or (words[at] == "." and is_name(reader, at + 1)):
        at = _subscript_end(reader, at) if words[at] == "[" else at + 2
    return at


def _subscript_end(reader: Reader, at: int) -> int:
    depth = 0
    while True:
        word = reader.words[at]
        if word in {";", END}:
            raise GrammarError("a subscript is never closed")
        depth += (word in {"[", "("}) - (word in {"]", ")"})
        at += 1
        if not depth:
            return at
