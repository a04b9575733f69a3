"""Lists of statements, and recovery from one that is not understood."""

from engine.plpgsql.assignment import read_assign
from engine.plpgsql.reader import END, GrammarError, Opening, Reader
from engine.plpgsql.sql_statements import read_sql
from engine.plpgsql.statement_parts import path_end, take_label
from engine.plpgsql.tree import Statement, Steps

MAX_DEPTH = 30  # in YAML, a CASE or a handler adds five levels; real code stays below 20
ENDS = frozenset({"end", "else", "elsif", "elseif", "exception", "when", END})
_ASSIGNS = frozenset({":=", "=", "["})
_STATEMENT_STARTS = frozenset({";", "then", "else", "loop", "begin", ">>", "declare"})


def read_statements(reader: Reader) -> Steps:
    """Read statements up to a word that ends a list; that word is not consumed."""
    if reader.depth >= MAX_DEPTH:
        raise GrammarError(f"statements are nested deeper than {MAX_DEPTH} levels")
    reader.depth += 1
    steps: list[Statement] = []
    while reader.words[reader.at] not in ENDS:
        steps.append(read_statement(reader))
    reader.depth -= 1
    return tuple(steps)


def read_statement(reader: Reader) -> Statement:
    """Read one statement; one that is not understood is opaque, through its semicolon."""
    mark = reader.mark()
    try:
        return _understood(reader, mark.at)
    except GrammarError as refusal:
        stop = _own_end(reader, mark.at)
        if stop is None:
            raise
        return reader.give_up(mark, stop, str(refusal))


def _understood(reader: Reader, first: int) -> Statement:
    word = reader.words[first]
    labelled = reader.labelled.get(word)
    if labelled:
        return labelled(reader, Opening(None, first))
    if word == "<<":
        label = take_label(reader)
        labelled = reader.labelled.get(reader.word)
        if not labelled:
            raise GrammarError(f"a label belongs before a block or a loop, not before {reader.found()}")
        return labelled(reader, Opening(label, first))
    form = reader.forms.get(word)
    following = reader.words[first + 1]
    if form and following not in _ASSIGNS and following != ".":
        return form(reader)
    if _is_assignment(reader):
        return read_assign(reader)
    return read_sql(reader)


def _is_assignment(reader: Reader) -> bool:
    end = path_end(reader, reader.at)
    return end > reader.at and reader.words[end] in _ASSIGNS


def _own_end(reader: Reader, first: int) -> int | None:
    """Return the index after the semicolon of the statement at `first`, skipping nested ones; None without one."""
    words, at, depth = reader.words, first, 0
    previous = ";"
    declares = "declare" in words[first : first + 4] and words[first] in {"declare", "<<"}
    while words[at] is not END:
        word = words[at]
        if word == "end" and depth:
            depth -= 1
            at += words[at + 1] in {"if", "loop", "case"}
        elif _opens(word, previous):
            depth += 1
            declares = declares and word != "begin"
        elif word == ";" and not depth and not declares:
            return at + 1
        previous = word
        at += 1
    return None


def _opens(word: str, previous: str) -> bool:
    if previous == ".":
        return False
    return word in {"begin", "loop", "case"} or (word == "if" and previous in _STATEMENT_STARTS)
