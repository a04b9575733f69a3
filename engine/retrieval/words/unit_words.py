"""The words of a unit by field: its name, its comments, its messages, its steps, and the identifiers that it uses."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from engine.plpgsql.lexer import LexError, tokenize
from engine.plpgsql.tree import Comment, Token
from engine.proof.text.identifiers import is_keyword
from engine.retrieval.words.split_words import split_words, stems
from engine.source.routine_body import routine_body
from engine.source.unit import Unit

_STEPS: Mapping[str, str] = {
    "insert": "insert add", "update": "update change", "delete": "delete remove", "raise": "raise check",
    "loop": "loop each", "foreach": "loop each", "execute": "execute dynamic", "merge": "merge upsert",
    "conflict": "conflict upsert",
    "notify": "notify", "pg_notify": "notify", "exception": "exception handle", "perform": "call", "call": "call",
    "lock": "lock", "truncate": "truncate delete", "exists": "exists check", "count": "count", "sum": "sum total",
    "recursive": "recursive tree", "skip": "skip locked queue", "trigger": "trigger", "return": "return",
}  # fmt: skip
_LONGEST_MESSAGE = 200
_TEXTS = frozenset({"SCONST", "USCONST"})


@dataclass(frozen=True, slots=True)
class UnitWords:
    """Stems by field, and the same as text for a language model."""

    fields: Mapping[str, tuple[str, ...]]
    card: str


def unit_words(unit: Unit, note: str | None = None) -> UnitWords:
    """Return the words of a unit; `note` are the comments around it in its file."""
    tokens, comments = _scanned(unit)
    said = " ".join([note or "", *(each.text.strip("-*/ \n") for each in comments)]).strip()
    name = unit.name.partition("(")[0]
    steps = " ".join(dict.fromkeys(_steps(tokens)))
    messages = " ".join(_messages(tokens))
    identifiers = " ".join(_identifiers(tokens))
    texts = {"name": name, "comment": said, "message": messages, "step": steps, "identifier": identifiers}
    return UnitWords({field: tuple(stems(text)) for field, text in texts.items()}, _card(unit.kind, texts))


def _scanned(unit: Unit) -> tuple[list[Token], list[Comment]]:
    """The tokens and comments of a unit; those of a body in place of its literal."""
    body = routine_body(unit) if unit.node is not None else None
    tokens: list[Token] = []
    comments: list[Comment] = []
    for text in (unit.text, body.text if body else ""):
        try:
            some, more = tokenize(text)
        except LexError:
            continue
        tokens += [each for each in some if not (each.name in _TEXTS and body and len(each.word) > len(body.text))]
        comments += more
    return tokens, comments


def _steps(tokens: Iterable[Token]) -> Iterator[str]:
    yield from (_STEPS[each.word] for each in tokens if each.word in _STEPS)


def _messages(tokens: Iterable[Token]) -> Iterator[str]:
    yield from (
        each.word.strip("'") for each in tokens if each.name in _TEXTS and 2 < len(each.word) < _LONGEST_MESSAGE
    )


def _identifiers(tokens: Iterable[Token]) -> Iterator[str]:
    for each in tokens:
        if each.name in {"IDENT", "UIDENT"} or (each.word[:1].isalpha() and not is_keyword(each.word)):
            yield each.word.strip('"')


def _card(kind: str, texts: Mapping[str, str]) -> str:
    """A short text in the order of what says most: models read only its beginning."""
    name = " ".join(split_words(texts["name"]))
    used = " ".join(dict.fromkeys(word for word in split_words(texts["identifier"]) if len(word) > 1))
    return f"{kind} {name}. {texts['comment'][:400]} {texts['message'][:200]} {texts['step']}. {used[:400]}"
