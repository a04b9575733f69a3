"""An embedded SQL statement, and the INTO that PL/pgSQL takes out of it."""

from engine.plpgsql.reader import END, GrammarError, Reader
from engine.plpgsql.statement_parts import is_name, join_pieces, take_into
from engine.plpgsql.tree import Fragment, Into, Range, Sql

_TAKES_INTO_ITSELF = frozenset({"insert", "merge"})
_ROUTINES = frozenset({"function", "procedure"})


def read_sql(reader: Reader) -> Sql:
    """Read any SQL statement, with INTO and its targets cut out wherever they are."""
    first = reader.at
    if not is_name(reader, first):
        raise GrammarError(f"a statement cannot begin with {reader.found()}")
    routine = _defines_routine(reader.words, first)
    paren = begin = 0
    cut: Range | None = None
    into: Into | None = None
    words, at = reader.words, first
    while True:
        word = words[at]
        if word == "(":
            paren += 1
        elif word == ")":
            paren -= paren > 0
        elif word == ";" and not paren and not begin:
            break
        elif word is END:
            raise GrammarError("a statement has no semicolon")
        elif routine and not paren:
            begin += (word in {"begin", "case"}) - (word == "end" and begin > 0)
        if word == "into" and words[at - 1] not in _TAKES_INTO_ITSELF and words[first] != "import":
            if into:
                raise GrammarError("INTO is written twice")
            into, cut = _cut_into(reader, at)
            at = cut[1]
        else:
            at += 1
    statement = _statement(reader, first, cut, at)
    reader.expect(";")
    return Sql(statement, into, reader.since(first))


def _cut_into(reader: Reader, at: int) -> tuple[Into, Range]:
    reader.at = at
    reader.expect("into")
    into = take_into(reader)
    return into, (at, reader.at)


def _statement(reader: Reader, first: int, cut: Range | None, end: int) -> Fragment:
    if not cut:
        reader.at = first
        return reader.fragment("statement", end)
    pieces = ((first, cut[0]), (cut[1], end))
    for start, stop in pieces:
        if stop > start:
            reader.consume(start, stop)
    reader.at = end
    return join_pieces(reader, "statement", pieces)


def _defines_routine(words: list[str], first: int) -> bool:
    if words[first] != "create":
        return False
    replaces = words[first + 1 : first + 3] == ["or", "replace"]
    return words[first + (3 if replaces else 1)] in _ROUTINES
