"""What can be said against code of another language without running it: its syntax, and SQL built from values."""

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

PYTHON = frozenset({"python", "django", "sqlalchemy"})
_SQL = re.compile(r"\b(select|insert\s+into|update|delete\s+from|call)\b", re.IGNORECASE)
_FILLED = re.compile(r"\$\{|#\{")  # a value inside of a text, in TypeScript and in Ruby
_QUOTED = re.compile(r"'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\"|`(?:[^`\\]|\\.)*`", re.DOTALL)
_COMMENT = re.compile(r"//[^\n]*|#(?!\{)[^\n]*|/\*.*?\*/|--[^\n]*", re.DOTALL)
_CLOSING: Mapping[str, str] = MappingProxyType({")": "(", "]": "[", "}": "{"})


def check_code(language: str, code: str) -> tuple[str, ...]:
    """Return messages; empty for code in which nothing was found."""
    if language in PYTHON:
        return tuple(_python(code))
    return tuple(_other(code))


def _python(code: str) -> Iterator[str]:
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        yield f"it is not valid Python: {error}"
        return
    for node in ast.walk(tree):
        if any(_SQL.search(text) for text in _BUILT.get(type(node), _nothing)(node)):
            yield f"line {getattr(node, 'lineno', 1)}: SQL is built from values; pass them as parameters"


def _nothing(_node: ast.AST) -> Iterator[str]:
    yield from ()


def _formatted(node: ast.AST) -> Iterator[str]:
    """Yield the fixed parts of an f-string that has values."""
    assert isinstance(node, ast.JoinedStr)  # noqa: S101  the table says so
    if any(isinstance(part, ast.FormattedValue) for part in node.values):
        yield from _texts(node)


def _joined(node: ast.AST) -> Iterator[str]:
    """Yield the texts of a sum, or of the operator %, with something that is not a text."""
    assert isinstance(node, ast.BinOp)  # noqa: S101  the table says so
    sides = (node.left, node.right)
    if isinstance(node.op, (ast.Add, ast.Mod)) and not all(isinstance(each, ast.Constant) for each in sides):
        yield from (text for side in sides if isinstance(side, ast.Constant) for text in _texts(side))


def _called(node: ast.AST) -> Iterator[str]:
    """Yield the text whose method `format` is called."""
    assert isinstance(node, ast.Call)  # noqa: S101  the table says so
    if isinstance(node.func, ast.Attribute) and node.func.attr == "format":
        yield from _texts(node.func.value)


def _texts(node: ast.AST) -> Iterator[str]:
    for each in ast.walk(node):
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each.value


_BUILT: Mapping[type[ast.AST], Callable[[ast.AST], Iterator[str]]] = MappingProxyType(
    {ast.JoinedStr: _formatted, ast.BinOp: _joined, ast.Call: _called}
)


def _other(code: str) -> Iterator[str]:
    """Yield what is wrong with code whose language has no parser here: its brackets, and values inside of SQL."""
    for found in _QUOTED.finditer(code):
        if _SQL.search(found.group()) and _FILLED.search(found.group()):
            yield f"line {code.count(chr(10), 0, found.start()) + 1}: SQL is built from values; pass them as parameters"
    opened: list[str] = []
    for character in _COMMENT.sub("", _QUOTED.sub("", code)):
        if character in _CLOSING.values():
            opened.append(character)
        elif character in _CLOSING and (not opened or opened.pop() != _CLOSING[character]):
            yield f"a closing {character!r} has no opening bracket"
            return
    if opened:
        yield f"an opening {opened[-1]!r} is not closed"
