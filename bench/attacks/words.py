"""Attacks by words: names and keywords in quotes, parentheses, other spellings of a statement, a literal, a type."""

import random
from collections.abc import Callable, Iterator

from pglast.parser import ParseError, scan

from attacks.pair import Pair
from attacks.texts import read_lists

CALLS = ("SELECT * FROM f(1, 't')", "SELECT * FROM f(2, NULL)", "SELECT * FROM f(NULL, '3')")
DECLARED = (
    "a int := 1; b int; t text := 'x'; r record; c refcursor; n int[] := '{1,2}'; e s%ROWTYPE; g s.a%TYPE; l bool; "
)
WORDS = read_lists("words")
SPELLINGS = [tuple(line.partition(" | ")[::2]) for line in WORDS["spellings"]]


def word_pairs(chance: random.Random) -> Iterator[Pair]:
    """Several attacks on the words of one routine."""
    steps = " ".join(chance.sample(WORDS["statements"], chance.randint(2, 4)))
    body = f"DECLARE {DECLARED} BEGIN {steps} RETURN a; END"
    original = _function(body)
    for _ in range(8):
        kind, edit = chance.choice(EDITS)
        changed = edit(chance, body)
        for _ in range(chance.choice((0, 0, 1))):
            changed = chance.choice(EDITS)[1](chance, changed)
        if changed != body:
            yield Pair(f"words: {kind}", original, _function(changed), CALLS)


def _function(body: str) -> str:
    return f"CREATE FUNCTION f(p int, w text) RETURNS int LANGUAGE plpgsql AS $fn$ {body} $fn$;"


def _tokens(text: str) -> list[tuple[int, int, str]]:
    try:
        return [(start, last + 1, name) for start, last, name, _ in scan(text)]
    except ParseError:
        return []


def _replace(text: str, start: int, end: int, other: str) -> str:
    return f"{text[:start]}{other}{text[end:]}"


def _some_word(chance: random.Random, text: str) -> tuple[int, int] | None:
    words = [(start, end) for start, end, _ in _tokens(text) if text[start].isalpha() and "'" not in text[start:end]]
    return chance.choice(words) if words else None


def _quote(chance: random.Random, text: str) -> str:
    found = _some_word(chance, text)
    if found is None:
        return text
    word = text[slice(*found)]
    return _replace(text, *found, f'"{chance.choice((word, word.lower(), word.lower()))}"')


def _code_points(chance: random.Random, text: str) -> str:
    found = _some_word(chance, text)
    if found is None:
        return text
    word = text[slice(*found)].lower()
    return _replace(text, *found, f'U&"\\{ord(word[0]):04x}{word[1:]}"')


def _case(chance: random.Random, text: str) -> str:
    tokens = _tokens(text)
    if not tokens:
        return text
    start, end, _ = chance.choice(tokens)
    word = text[start:end]
    return _replace(text, start, end, chance.choice((word.upper(), word.lower(), word.swapcase())))


def _parenthesise(chance: random.Random, text: str) -> str:
    """Parentheses around a run of tokens, be it an expression or not."""
    tokens = _tokens(text)
    if len(tokens) < 4:
        return text
    first = chance.randrange(len(tokens))
    last = min(first + chance.choice((0, 0, 1, 2, 2, 4, 6)), len(tokens) - 1)
    start, end = tokens[first][0], tokens[last][1]
    return f"{text[:start]}({text[start:end]}){text[end:]}"


def _parenthesise_statement(chance: random.Random, text: str) -> str:
    """Parentheses around all that is between two words which end or begin a part of a statement."""
    tokens = _tokens(text)
    marks = [at for at, (start, end, _) in enumerate(tokens) if text[start:end].lower() in BOUNDS]
    if len(marks) < 2:
        return text
    at = chance.randrange(len(marks) - 1)
    if marks[at + 1] - marks[at] < 2:
        return text
    start, end = tokens[marks[at] + 1][0], tokens[marks[at + 1] - 1][1]
    return f"{text[:start]}({text[start:end]}){text[end:]}"


def _unwrap(chance: random.Random, text: str) -> str:
    """One pair of parentheses less."""
    places = [start for start, end, _ in _tokens(text) if text[start:end] == "("]
    if not places:
        return text
    start = chance.choice(places)
    end = text.find(")", start)
    return f"{text[:start]} {text[start + 1 : end]} {text[end + 1 :]}"


def _swap_words(chance: random.Random, text: str) -> str:
    one, other = chance.choice(SPELLINGS)
    other = "" if other == "-" else other
    if chance.random() < 0.5:
        one, other = other, one
    places = [at for at in range(len(text)) if text.startswith(one, at)]
    if not places:
        return text
    at = chance.choice(places)
    return _replace(text, at, at + len(one), other)


def _insert_or_drop(chance: random.Random, text: str) -> str:
    """A word more or less that may say nothing."""
    tokens = _tokens(text)
    if not tokens:
        return text
    start, end, _ = chance.choice(tokens)
    if chance.random() < 0.5:
        return _replace(text, start, end, "")
    return f"{text[:start]}{chance.choice(WORDS['idle'])} {text[start:]}"


def _literal(chance: random.Random, text: str) -> str:
    literals = [(start, end) for start, end, name in _tokens(text) if name == "SCONST"]
    if not literals:
        return text
    start, end = chance.choice(literals)
    inside = text[start:end].removeprefix("E").strip("'")
    forms = (
        f"E'{inside}'", f"'{inside}'", f"$q${inside}$q$", f"U&'{inside}'", f"'{inside} '", f"N'{inside}'",
        f"$q${inside}\n$q$",
    )  # fmt: skip
    return _replace(text, start, end, chance.choice(forms))


def _number(chance: random.Random, text: str) -> str:
    numbers = [(start, end) for start, end, name in _tokens(text) if name == "ICONST"]
    if not numbers:
        return text
    start, end = chance.choice(numbers)
    word = text[start:end]
    forms = (f"{word}.0", f"'{word}'", f"0{word}", f"+{word}", f"({word})", f"{word}::int")
    return _replace(text, start, end, chance.choice(forms))


def _swap_statements(chance: random.Random, text: str) -> str:
    parts = text.split("; ")
    if len(parts) < 4:
        return text
    at = chance.randrange(len(parts) - 2)
    parts[at], parts[at + 1] = parts[at + 1], parts[at]
    return "; ".join(parts)


BOUNDS = {
    ";", "then", "loop", ":=", "return", "perform", "if", "when", "in", "begin", "for", "execute", "into", "using",
    "by", "..", "array", "case", "else", "notice", "end", "from", "elsif", "query",
}  # fmt: skip

EDITS: tuple[tuple[str, Callable[[random.Random, str], str]], ...] = (
    ("a word in quotes", _quote), ("a word in quotes", _quote), ("case", _case),
    ("a name in code points", _code_points),
    ("parentheses", _parenthesise), ("parentheses", _parenthesise_statement), ("fewer parentheses", _unwrap),
    ("another spelling", _swap_words), ("another spelling", _swap_words), ("another spelling", _swap_words),
    ("an idle word", _insert_or_drop), ("a literal", _literal), ("a number", _number),
    ("order of statements", _swap_statements),
)  # fmt: skip
