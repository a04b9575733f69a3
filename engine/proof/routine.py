"""A statement to compare, split into its header and its body."""

from dataclasses import dataclass, replace

from engine.plpgsql.lexer import LexError, tokenize
from engine.plpgsql.tree import Comment, Token
from engine.proof.difference_error import DifferenceError
from engine.proof.parse_tree import Node, Rewrite, parse_tree
from engine.proof.text.lexical_words import lexical_words

BODY_WORD = "a body"  # replaces the body's literal among the header's tokens; no real token looks like it


BODY_FIELDS = {
    "CreateFunctionStmt": "options",
    "DoStmt": "args",
}  # the statements with a body, and the field that holds their attributes


@dataclass(frozen=True, slots=True)
class Routine:
    """`statement` is the parsed CREATE without the text of its body; other statements have no body."""

    text: str
    kind: str
    statement: Node
    language: str
    body: str | None
    body_at: int  # where the body begins in the whole text, if it is written there unescaped
    tokens: tuple[Token, ...]
    comments: tuple[Comment, ...]

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names of all parameters in their order, as they are numbered; empty where one has none."""
        found = self.statement.get("parameters", ())
        return tuple(each["FunctionParameter"].get("name", "") for each in found)

    @property
    def is_trigger(self) -> bool:
        """Whether it returns `trigger`: its body may read the transition tables of any trigger."""
        path = self.statement.get("returnType", {}).get("names", ())
        return [part["String"]["sval"] for part in path][-1:] == ["trigger"]

    @property
    def name(self) -> str:
        """The routine's name without its schema: a label around its body."""
        path = self.statement.get("funcname", ())
        names = [part["String"]["sval"] for part in path]
        return ".".join(names[-1:])


def read_routine(text: str, rewrites: tuple[Rewrite, ...]) -> Routine:
    """Parse the only statement of a text."""
    statements = parse_tree(text, rewrites)
    if len(statements) != 1:
        raise DifferenceError(f"one statement is compared at a time, found {len(statements)}")
    ((kind, statement),) = statements[0].items()
    try:
        tokens, comments = tokenize(text)
    except LexError as error:
        raise DifferenceError(str(error)) from error
    options = _options(kind, statement)
    body = _take_body(kind, options)
    at = -1 if body is None else _body_token(kind, tokens)
    if body is not None and at >= 0:
        place = tokens[at]
        tokens = (*tokens[:at], Token(place.start, place.end, "SCONST", BODY_WORD), *tokens[at + 1 :])
    start = text.find(body, tokens[at].start) if body and at >= 0 else 0
    return Routine(text, kind, statement, _language(kind, options), body, max(start, 0), tokens, comments)


def same_header(one: Routine, text: str) -> Routine | None:
    """Return the statement of a text whose tokens are those of another, apart from the body; None for any other.

    The grammar sees tokens only, so the two parse to the same statement, and the second one need not be parsed.
    """
    try:
        tokens, comments = tokenize(text)
    except (LexError, UnicodeEncodeError):
        return None
    at = next((index for index, token in enumerate(one.tokens) if token.word == BODY_WORD), -1)
    if [each[2:] for each in one.tokens if each.word != BODY_WORD] != [
        each[2:] for index, each in enumerate(tokens) if index != at
    ]:
        return None
    if at < 0:
        return replace(one, text=text, tokens=tokens, comments=comments)
    place = tokens[at]
    body = _plain_literal(place.word)
    if one.body is None or body is None or place.name != "SCONST":
        return None
    tokens = (*tokens[:at], Token(place.start, place.end, "SCONST", BODY_WORD), *tokens[at + 1 :])
    start = text.find(body, place.start)
    return replace(one, text=text, body=body, body_at=max(start, 0), tokens=tokens, comments=comments)


def _plain_literal(literal: str) -> str | None:
    """Return the text between dollar signs; None for a literal in another style."""
    tag = literal[: literal.find("$", 1) + 1]
    if literal[0] == "$":
        return literal[len(tag) : -len(tag)]
    return None


def mentions_word(text: str, word: str) -> bool:
    """Whether a statement has a word in its header, its body or a literal; comments do not count."""
    if word not in text.lower():
        return False
    routine = read_routine(text, ())
    words = [token.word for token in routine.tokens] + [said for _, said in lexical_words(routine.body or "")]
    return any(word in said.lower() for said in words)


def _options(kind: str, statement: Node) -> list[Node]:
    return [option["DefElem"] for option in statement.get(BODY_FIELDS.get(kind, ""), ())]


def _take_body(kind: str, options: list[Node]) -> str | None:
    """Take the body's text out of the parsed statement; None if there is no body, or an object file instead."""
    for option in options:
        if option["defname"] == "as":
            argument = option["arg"]
            items = [argument] if kind == "DoStmt" else argument["List"]["items"]
            if len(items) == 1:
                option["arg"] = BODY_WORD
                return items[0]["String"].get("sval", "")
    return None


def _body_token(kind: str, tokens: tuple[Token, ...]) -> int:
    """Return the index of the literal after AS; DO has no AS, and its LANGUAGE may be a literal too."""
    for index, token in enumerate(tokens):
        if token.name in {"SCONST", "USCONST"}:
            before = tokens[index - 1].word
            if before == "as" if kind == "CreateFunctionStmt" else before != "language":
                return index
    return -1


def _language(kind: str, options: list[Node]) -> str:
    for option in options:
        if option["defname"] == "language":
            return option["arg"]["String"]["sval"]
    if kind == "DoStmt":
        return "plpgsql"
    return "sql"
