"""Edits of a token. Each returns the replacement text, or None if it does not apply."""

import random
from collections.abc import Callable, Sequence

from mutation.text import Piece

Edit = Callable[[random.Random, Sequence[Piece], int], str | None]

FAMILIES = (
    ("immutable", "stable", "volatile"), ("definer", "invoker"), ("safe", "restricted", "unsafe"),
    ("and", "or"), ("notice", "warning", "exception", "info", "log", "debug"), ("exit", "continue"),
    ("select", "perform"), ("insert", "update", "delete"), ("asc", "desc"), ("left", "right", "inner", "full"),
    ("union", "except", "intersect"), ("commit", "rollback"), ("function", "procedure"), ("in", "out", "inout"),
    ("true", "false", "null"), ("if", "while"), ("elsif", "else if", "else"), ("next", "prior", "first", "last"),
    ("row", "statement"), ("before", "after"), ("all", "distinct"), ("any", "all"), ("like", "ilike"),
    ("int", "bigint", "text", "numeric", "smallint"), ("strict", "leakproof"), ("current_date", "current_timestamp"),
    ("setof", ""), ("is", "is not"), ("nothing", "update"), ("return", "return next", "return query"),
    ("scroll", "no scroll"), ("into", "into strict"), ("min", "max"), ("coalesce", "nullif"), ("for", "foreach"),
)  # fmt: skip
OPERATORS = ("=", "<>", "<", ">", "<=", ">=", "+", "-", "*", "/", "||", "%", ":=", "->", "->>", "~", "!~", "@>")


def delete(chance: random.Random, pieces: Sequence[Piece], at: int) -> str | None:  # noqa: ARG001 - the shape of an edit
    return ""


def duplicate(chance: random.Random, pieces: Sequence[Piece], at: int) -> str | None:  # noqa: ARG001
    return f"{pieces[at].text} {pieces[at].text}"


def put_other(chance: random.Random, pieces: Sequence[Piece], at: int) -> str | None:
    """Another token of the same kind in this routine."""
    others = sorted({piece.text for piece in pieces if piece.kind == pieces[at].kind} - {pieces[at].text})
    return chance.choice(others) if others else None


def put_any(chance: random.Random, pieces: Sequence[Piece], at: int) -> str | None:  # noqa: ARG001
    """Any token of this routine."""
    return chance.choice(pieces).text


def insert_any(chance: random.Random, pieces: Sequence[Piece], at: int) -> str | None:
    """Any token of this routine before this one."""
    return f"{chance.choice(pieces).text} {pieces[at].text}"


def insert_not(chance: random.Random, pieces: Sequence[Piece], at: int) -> str | None:  # noqa: ARG001
    return f"NOT {pieces[at].text}"


def put_relative(chance: random.Random, pieces: Sequence[Piece], at: int) -> str | None:
    """A keyword that is valid in the same place."""
    word = pieces[at].text.lower()
    family = [other for words in FAMILIES if word in words for other in words if other != word]
    return chance.choice(family) if family else None


def put_operator(chance: random.Random, pieces: Sequence[Piece], at: int) -> str | None:
    return chance.choice([sign for sign in OPERATORS if sign != pieces[at].text])


def change_number(chance: random.Random, pieces: Sequence[Piece], at: int) -> str | None:
    text = pieces[at].text
    return chance.choice([f"{text}0", f"{text}.0", f"-{text}", f"'{text}'", f"1{text}", f"{text}e1", f"0{text}1"])


def change_literal(chance: random.Random, pieces: Sequence[Piece], at: int) -> str | None:
    """A character more, less, or in another case; another kind of literal."""
    text = pieces[at].text
    inner = chance.randint(1, max(len(text) - 1, 1))
    return chance.choice([
        f"{text[:inner]}x{text[inner:]}", f"{text[:inner]} {text[inner:]}", f"{text[:inner]}%{text[inner:]}",
        f"{text[:inner]}\\{text[inner:]}", f"{text[:inner]}\n{text[inner:]}", text[:inner] + text[inner + 1 :],
        text.swapcase(), f"B{text}", f"X{text}", f"E{text}", f"U&{text}", f"N{text}", f"({text})", "''", "NULL",
        f"{text}::text", f"{text[:inner]}''{text[inner:]}", f"{text[:inner]}--{text[inner:]}",
    ])  # fmt: skip


def change_name(chance: random.Random, pieces: Sequence[Piece], at: int) -> str | None:
    text = pieces[at].text
    return chance.choice([f"{text}_x", f"x{text}", text[:-1] or "x", f"p.{text}", f"{text}.x", f"({text}).x"])


def change_quotes(chance: random.Random, pieces: Sequence[Piece], at: int) -> str | None:
    """A name in quotes and in another case, or without its quotes."""
    bare = pieces[at].text.strip('"')
    return chance.choice([f'"{bare.upper()}"', f'"{bare}"', f'"{bare.title()}"', bare, f'"{bare} "', f'U&"{bare}"'])


def group(chance: random.Random, pieces: Sequence[Piece], at: int) -> str | None:
    """Parentheses or brackets around a token, or half of a pair."""
    text = pieces[at].text
    return chance.choice([f"({text})", f"({text}", f"{text})", f"[{text}]", f"ROW({text})", f"ARRAY[{text}]"])


def comment_out(chance: random.Random, pieces: Sequence[Piece], at: int) -> str | None:
    """A comment that begins, ends or surrounds a token."""
    text = pieces[at].text
    return chance.choice([f"-- {text}", f"/* {text} */", f"/* {text}", f"*/ {text}", f"/*+ {text} */ {text}"])


def uncomment(chance: random.Random, pieces: Sequence[Piece], at: int) -> str | None:
    """A comment that loses its marks, or includes the next line."""
    text = pieces[at].text
    if text.startswith("--"):
        return chance.choice([text[2:], f"{text} \\", text.replace("--", "-", 1), f"/*{text[2:]}"])
    return chance.choice([text[2:-2], text[:-2], text[2:], f"/*+{text[2:]}"])


def change_cast(chance: random.Random, pieces: Sequence[Piece], at: int) -> str | None:  # noqa: ARG001
    return chance.choice([":", "::text::", "::date::", ":=", ".", ","])


def change_parameter(chance: random.Random, pieces: Sequence[Piece], at: int) -> str | None:
    return chance.choice([f"${chance.randint(1, 9)}", f"{pieces[at].text}0", "$0", pieces[at].text[1:]])


def change_pragma(chance: random.Random, pieces: Sequence[Piece], at: int) -> str | None:  # noqa: ARG001
    return chance.choice(["#variable_conflict error\n#", "#option dump\n#", "--#", "##"])


COMMON: tuple[Edit, ...] = (delete, duplicate, put_other, put_any, insert_any, insert_not, group, comment_out)
BY_KIND: dict[str, tuple[Edit, ...]] = {
    "keyword": (put_relative, put_relative, put_relative, change_name, change_quotes, *COMMON),
    "identifier": (change_name, change_quotes, change_quotes, *COMMON),
    "quoted identifier": (change_name, change_quotes, change_quotes, change_quotes, *COMMON),
    "operator": (put_operator, put_operator, *COMMON),
    "integer": (change_number, change_number, change_number, *COMMON),
    "float": (change_number, change_number, change_number, *COMMON),
    "string": (change_literal, change_literal, change_literal, change_literal, *COMMON),
    "dollar string": (change_literal, change_literal, *COMMON),
    "punctuation": (put_other, put_other, *COMMON),
    "comment": (uncomment, uncomment, uncomment, delete),
    "cast": (change_cast, *COMMON),
    "parameter": (change_parameter, *COMMON),
    "label": (change_name, *COMMON),
    "pragma": (change_pragma, *COMMON),
    "body tag": (delete, duplicate, insert_any, insert_not),
}
