"""A hash of a routine without its own name, to find routines that are copies of each other."""

import hashlib
from collections.abc import Iterator

from engine.plpgsql.lexer import LexError, tokenize
from engine.plpgsql.tree import Token
from engine.proof.text.identifiers import strip_quotes
from engine.proof.text.lexical_words import HINT

READABLE_LANGUAGES = frozenset({"sql", "plpgsql"})  # any other body is hashed as written
ROUTINE_KEYWORDS = frozenset({"function", "procedure"})
OWN_NAME = "\0own"  # replaces the routine's name; no token contains it


def shape_hash(text: str, language: str) -> str | None:
    """Return a hash that CREATE statements share if they differ only in name, schema, layout and comments."""
    try:
        words = list(_words(text))
        at = next(place for place, word in enumerate(words) if word in ROUTINE_KEYWORDS) + 1
        opening = words.index("(", at)
        name = words[opening - 1]
        header = [word for word in words[:at] if word not in {"or", "replace"}]
        rest = [part for word in words[opening:] for part in _opened(word, language.lower())]
    except (LexError, StopIteration, ValueError):
        return None
    said = "\0\0".join([*header, OWN_NAME, *_nameless(rest, name)])
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _words(text: str) -> Iterator[str]:
    """Yield tokens as the server reads them, then hints; the last semicolon is dropped."""
    tokens, comments = tokenize(text)
    if tokens and tokens[-1].word == ";":
        tokens = tokens[:-1]
    yield from map(_word, tokens)
    yield from (comment.text for comment in comments if comment.text.startswith(HINT))


def _word(token: Token) -> str:
    return strip_quotes(token.word)


def _opened(word: str, language: str) -> Iterator[str]:
    """Yield the tokens of a dollar-quoted body without its tag; a dollar-quoted default is treated alike."""
    if not word.startswith("$") or not word.endswith("$") or language not in READABLE_LANGUAGES:
        yield word
        return
    tag = word[: word.index("$", 1) + 1]
    inside = word[len(tag) : -len(tag)]
    yield OWN_NAME + "body"
    yield from _words(inside)
    yield OWN_NAME + "end"


def _nameless(words: list[str], name: str) -> Iterator[str]:
    """Replace the routine's name where it calls itself or qualifies a parameter."""
    for at, word in enumerate(words):
        owns = word == name and words[at + 1 : at + 2] in (["("], ["."])
        yield OWN_NAME if owns else word
