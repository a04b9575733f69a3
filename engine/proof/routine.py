"""One statement that is to be compared, cut into its header and its body."""

from dataclasses import dataclass

from engine.plpgsql.lexer import LexError, tokenize
from engine.plpgsql.tree import Comment, Token
from engine.proof.difference_error import DifferenceError
from engine.proof.parse_tree import Node, Rewrite, parse_tree
from engine.proof.text.lexical_words import lexical_words

BODY_WORD = "a body"  # the word that stands for the body's literal among the header's tokens; no token looks like it


BODY_FIELDS = {"CreateFunctionStmt": "options", "DoStmt": "args"}  # and where their attributes are


@dataclass(frozen=True, slots=True)
class Routine:
    """`statement` is the parsed CREATE without the text of its body; other statements have no body."""

    text: str
    kind: str
    statement: Node
    language: str
    body: str | None
    body_at: int  # where the body's text begins in the whole text, if it stands there as it is
    tokens: tuple[Token, ...]
    comments: tuple[Comment, ...]

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names of all parameters in their order, as they are numbered; empty where one has none."""
        found = self.statement.get("parameters", ())
        return tuple(each["FunctionParameter"].get("name", "") for each in found)

    @property
    def name(self) -> str:
        """The routine's name without its schema: a label around its body."""
        path = self.statement.get("funcname", ())
        return path[-1]["String"]["sval"] if path else ""


def read_routine(text: str, rewrites: tuple[Rewrite, ...]) -> Routine:
    """The one statement of a text."""
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


def mentions_word(text: str, word: str) -> bool:
    """Whether a statement says a word, in its header, its body or a literal; a comment says nothing."""
    if word not in text.lower():
        return False
    routine = read_routine(text, ())
    words = [token.word for token in routine.tokens] + [said for _, said in lexical_words(routine.body or "")]
    return any(word in said.lower() for said in words)


def _options(kind: str, statement: Node) -> list[Node]:
    place = BODY_FIELDS.get(kind)
    return [option["DefElem"] for option in statement.get(place, ())] if place else []


def _take_body(kind: str, options: list[Node]) -> str | None:
    """The body's text, which leaves the parsed statement; None where the routine has none, or an object file."""
    for option in options:
        if option["defname"] == "as":
            argument = option["arg"]
            items = [argument] if kind == "DoStmt" else argument["List"]["items"]
            if len(items) == 1:
                option["arg"] = BODY_WORD
                return items[0]["String"].get("sval", "")
    return None


def _body_token(kind: str, tokens: tuple[Token, ...]) -> int:
    """The literal after AS; DO has no AS, and its LANGUAGE may be a literal too."""
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
    return "plpgsql" if kind == "DoStmt" else "sql"
