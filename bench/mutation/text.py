"""A routine's text as classified tokens, including its body."""

from dataclasses import dataclass

from pglast.parser import ParseError, scan

PUNCTUATION = frozenset("()[],;.:")
CLASSES = (
    "keyword", "identifier", "quoted identifier", "operator", "integer", "float", "string", "dollar string",
    "punctuation", "comment", "cast", "parameter", "label", "pragma", "body tag",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """One token: its place in the whole text, and its class."""

    start: int
    end: int
    kind: str
    text: str


def pieces_of(text: str) -> list[Piece]:
    """Return all tokens, including those of a dollar-quoted body."""
    pieces = _scanned(text, 0)
    body = next((piece for piece in pieces if _is_body(pieces, piece)), None)
    if body is None:
        return pieces
    opening = body.text[: body.text.index("$", 1) + 1]
    inner = body.text[len(opening) : -len(opening)]
    try:
        found = _scanned(inner, body.start + len(opening))
    except ParseError:
        return pieces
    at = pieces.index(body)
    opens = Piece(body.start, body.start + len(opening), "body tag", opening)
    closes = Piece(body.end - len(opening), body.end, "body tag", opening)
    return [*pieces[:at], opens, *_with_labels(found), closes, *pieces[at + 1 :]]


def dollar_quoted(text: str) -> str:
    """Return the text with a quoted body in dollar quotes, so that its tokens can be edited."""
    pieces = _scanned(text, 0)
    if not {"plpgsql", "'plpgsql'", "sql", "'sql'"} & {piece.text.lower() for piece in pieces}:
        return text
    for at, piece in enumerate(pieces):
        if at and pieces[at - 1].text.lower() in {"as", "do"} and piece.text.startswith("'"):
            body = piece.text[1:-1].replace("''", "'")
            return f"{text[: piece.start]}$mutant${body}$mutant${text[piece.end :]}"
    return text


def _is_body(pieces: list[Piece], piece: Piece) -> bool:
    words = [other.text.lower() for other in pieces[: pieces.index(piece)] if other.kind != "comment"]
    return piece.kind == "dollar string" and bool(words) and (words[-1] in {"as", "do"} or words[0] == "do")


def _scanned(text: str, offset: int) -> list[Piece]:
    return [
        Piece(token.start + offset, token.end + 1 + offset, _kind(token.name, token.kind, written), written)
        for token in scan(text)
        for written in (text[token.start : token.end + 1],)
    ]


def _kind(name: str, keyword: str, written: str) -> str:
    if name in {"SQL_COMMENT", "C_COMMENT"}:
        return "comment"
    if name in {"SCONST", "USCONST", "BCONST", "XCONST"}:
        return "dollar string" if written.startswith("$") else "string"
    simple = {"ICONST": "integer", "FCONST": "float", "PARAM": "parameter", "TYPECAST": "cast"}.get(name)
    if simple:
        return simple
    if written.startswith(('"', "U&", "u&")):
        return "quoted identifier"
    if keyword != "NO_KEYWORD":
        return "keyword"
    if name == "IDENT":
        return "identifier"
    if written == "#":
        return "pragma"
    return "punctuation" if written in PUNCTUATION else "operator"


def _with_labels(pieces: list[Piece]) -> list[Piece]:
    """`<<label>>`: its name is a label."""
    return [
        Piece(piece.start, piece.end, "label", piece.text)
        if 0 < at < len(pieces) - 1 and pieces[at - 1].text == "<<" and pieces[at + 1].text == ">>"
        else piece
        for at, piece in enumerate(pieces)
    ]
