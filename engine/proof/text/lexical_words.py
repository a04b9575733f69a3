"""Texts as words: tokens as written, without comments but with hints."""

from pglast.parser import ParseError

from engine.proof.difference_error import DifferenceError
from engine.source.text.scanned_text import scan_text

COMMENTS = frozenset({"SQL_COMMENT", "C_COMMENT"})
HINT = "/*+"  # pg_hint_plan reads such a comment, and it may change a plan
_UNFOLDED = frozenset("'\"$/")
_BLANKS = " \t\n\r\f\v"


def lexical_words(text: str) -> list[tuple[int, str]]:
    """Return position and spelling of every token and hint."""
    if "\0" in text:
        raise DifferenceError("the text has a NUL character: the lexer would stop there")
    try:
        tokens = scan_text(text)
    except (ParseError, UnicodeEncodeError) as error:
        raise DifferenceError(f"the lexer refuses the text: {error.args[0]}") from error
    if tokens and text[tokens[-1].end + 1 :].strip(_BLANKS):
        raise DifferenceError("the lexer did not reach the end of the text")
    words = [
        (start, text[start : last + 1])
        for start, last, name, _ in tokens
        if name not in COMMENTS or text.startswith(HINT, start)
    ]
    if _splits_literal(words):
        raise DifferenceError("a literal may go on behind an INTO: the line breaks decide")
    return words


def _splits_literal(words: list[tuple[int, str]]) -> bool:
    """Whether the targets of an INTO are between two literals: PL/pgSQL cuts them out, and two may become one."""
    spelled = [word.lower() for _, word in words]
    cuts = [at for at, word in enumerate(spelled) if word == "into" and at and spelled[at - 1].endswith("'")]
    return any(word.startswith("'") for at in cuts for word in _after_targets(spelled, at + 1))


def _after_targets(words: list[str], at: int) -> list[str]:
    """Return the word after the targets of an INTO, if there is one."""
    at += words[at : at + 1] == ["strict"]
    while words[at + 1 : at + 2] in (["."], [","]):
        at += 2
    return words[at + 1 : at + 2]


def is_same_word(one: str, other: str) -> bool:
    """Whether two words are equal apart from case; literals and quoted names keep theirs."""
    if one == other:
        return True
    if len(one) != len(other) or not one.isascii() or not other.isascii():
        return False
    return one.lower() == other.lower() and not any(mark in one for mark in _UNFOLDED)


def find_first_difference(original: list[tuple[int, str]], lowered: list[tuple[int, str]]) -> tuple[int, int] | None:
    """Return where two word lists first differ, as positions in their texts; None if they are equal."""
    for (at, one), (other_at, other) in zip(original, lowered, strict=False):
        if one != other and not is_same_word(one, other):
            return at, other_at
    shorter = min(len(original), len(lowered))
    if len(original) == len(lowered):
        return None
    return _place(original, shorter), _place(lowered, shorter)


def differ_in_last_semicolon(original: list[tuple[int, str]], lowered: list[tuple[int, str]]) -> bool:
    """Whether the only difference is a semicolon at the end of one."""
    if abs(len(original) - len(lowered)) != 1:
        return False
    shorter, longer = sorted((original, lowered), key=len)
    if longer[-1][1] != ";" or (shorter and shorter[-1][1] == ";"):  # PL/pgSQL has no empty statement
        return False
    return find_first_difference(longer[:-1], shorter) is None


def _place(words: list[tuple[int, str]], at: int) -> int:
    if at < len(words):
        return words[at][0]
    if words:
        return words[-1][0]
    return 0
