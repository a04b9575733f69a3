"""The parts that statements share: labels, names, targets, INTO, USING, arguments."""

from engine.plpgsql.lexer import fold_word
from engine.plpgsql.reader import END, GrammarError, Reader
from engine.plpgsql.tree import Dynamic, Fragment, FragmentKind, Into, Query
from engine.source.span import Span

SEMICOLON = frozenset({";"})
USING_END = frozenset({",", ";"})
COMMAND_END = frozenset({"using", ";"})
_PUNCTUATION = frozenset("()[],;:=.+-*/<>%^") | {END, ":=", "=>", "..", "::", "<<", ">>"}
_NEVER_NAMES = frozenset({"SCONST", "USCONST", "ICONST", "FCONST", "BCONST", "XCONST", "Op", "UNKNOWN"})


def is_name(reader: Reader, at: int) -> bool:
    """Return whether a token can be an identifier: a keyword may be one, an operator or a literal may not."""
    return reader.words[at] not in _PUNCTUATION and reader.tokens[at].name not in _NEVER_NAMES


def take_name(reader: Reader) -> str:
    """Consume an identifier and return it as the source spells it."""
    if not is_name(reader, reader.at):
        raise GrammarError(f"expected a name, found {reader.found()}")
    token = reader.take()
    return reader.text[token.start : token.end]


def take_label(reader: Reader) -> str | None:
    """Consume `<<label>>`, if there is one."""
    if not reader.accept("<<"):
        return None
    name = take_name(reader)
    reader.expect(">>")
    return name


def check_end_label(reader: Reader, label: str | None) -> None:
    """Consume the optional label after END and the semicolon; the server requires the same label."""
    if not reader.accept(";"):
        take_end_label(reader, label)
        reader.expect(";")


def take_end_label(reader: Reader, label: str | None) -> None:
    """Consume a label after END."""
    found = take_name(reader)
    if label is None or _as_known(found) != _as_known(label):
        raise GrammarError(f'no block or loop here has the label "{found}"')


def _as_known(name: str) -> str:
    if name.startswith('"'):
        return name[1:-1].replace('""', '"')
    return fold_word(name)


def path_end(reader: Reader, at: int) -> int:
    """Return where the dotted name at a token ends, or the same index if there is none."""
    if not is_name(reader, at):
        return at
    at += 1
    while reader.words[at] == "." and is_name(reader, at + 1):
        at += 2
    return at


def take_path(reader: Reader, kind: FragmentKind = "target") -> Fragment:
    """Consume a dotted name: a variable, a field, a cursor."""
    return reader.fragment(kind, path_end(reader, reader.at))


def take_paths(reader: Reader) -> tuple[Fragment, ...]:
    """Consume targets, divided by commas."""
    targets = [take_path(reader)]
    while reader.accept(","):
        targets.append(take_path(reader))
    return tuple(targets)


def take_into(reader: Reader) -> Into:
    """Consume `[STRICT] targets`; INTO itself is consumed already."""
    first = reader.at - 1
    strict = reader.accept("strict")
    targets = take_paths(reader)
    return Into(targets, strict, reader.since(first))


def take_using(reader: Reader, stops: frozenset[str] = USING_END) -> tuple[Fragment, ...]:
    """Consume expressions divided by commas, up to a stop word, which is not consumed."""
    values = [reader.until("expression", stops)]
    while reader.accept(","):
        values.append(reader.until("expression", stops))
    return tuple(values)


def take_list_after(reader: Reader, word: str, stops: frozenset[str] = USING_END) -> tuple[Fragment, ...]:
    """Consume a word and the expressions after it, if the word comes next."""
    if not reader.accept(word):
        return ()
    return take_using(reader, stops)


def take_query(reader: Reader) -> Query:
    """Consume a static query or `EXECUTE … USING …`, through the semicolon."""
    query: Query
    if reader.accept("execute"):
        command = reader.until("expression", COMMAND_END)
        query = Dynamic(command, take_list_after(reader, "using"))
    else:
        query = reader.until("query", SEMICOLON)
    reader.expect(";")
    return query


def take_scroll(reader: Reader) -> bool | None:
    """Consume `SCROLL`, `NO SCROLL` or nothing."""
    if reader.accept("scroll"):
        return True
    if reader.accept_all("no", "scroll"):
        return False
    return None


def take_arguments(reader: Reader) -> tuple[Fragment, ...] | None:
    """Consume cursor arguments in parentheses, named ones (`k := 1`, `k => 1`) included."""
    if not reader.accept("("):
        return None
    if reader.accept(")"):
        return ()
    values = take_using(reader, frozenset({",", ")"}))
    reader.expect(")")
    return values


def join_pieces(reader: Reader, kind: FragmentKind, pieces: tuple[tuple[int, int], ...]) -> Fragment:
    """Return one fragment of the pieces on both sides of what was cut out."""
    pieces = tuple((start, stop) for start, stop in pieces if stop > start)
    if not pieces:
        raise GrammarError("the statement is empty without its INTO")
    text = reader.written(*pieces[0])
    for start, stop in pieces[1:]:
        text += _seam(reader, start) + reader.written(start, stop)
    span = Span(reader.tokens[pieces[0][0]].start, reader.tokens[pieces[-1][1] - 1].end)
    return Fragment(kind, text, span, pieces)


def _seam(reader: Reader, start: int) -> str:
    """Return the separator before a piece: the blank space before it if that has line breaks, else one blank."""
    gap = reader.text[reader.tokens[start - 1].end : reader.tokens[start].start]
    blank = gap[len(gap.rstrip()) :]
    if "\n" in blank:
        return blank
    return " "
