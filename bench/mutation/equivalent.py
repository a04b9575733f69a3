"""Edits that change nothing, by an independent list of patterns.

Every entry here takes mutants out of the judgement, so each must be as plain as it is true, and is spelled as a
pattern of words, never by asking the prover.
"""

import re

from pglast.keywords import COL_NAME_KEYWORDS, RESERVED_KEYWORDS, TYPE_FUNC_NAME_KEYWORDS, UNRESERVED_KEYWORDS
from pglast.parser import ParseError

from mutation.text import Piece, pieces_of

_KEYWORDS = RESERVED_KEYWORDS | COL_NAME_KEYWORDS | TYPE_FUNC_NAME_KEYWORDS | UNRESERVED_KEYWORDS
_SIMPLE = re.compile(r'"([a-z_][a-z0-9_$]*)"')
_IDLE_ESCAPE = re.compile(r"\\([^bfnrtxuU0-7\\'])")  # in E'': the character itself
_BLANK = re.compile(r"\s")
_TAG = "<body>"
_SPACE = "\x01"
_OPENERS = frozenset({";", "begin", "then", "else", "loop", "declare", _TAG})


def equivalent(original: str, mutant: str) -> bool:
    """Whether two texts differ only by patterns in the list below."""
    try:
        return canonical(original) == canonical(mutant)
    except ParseError:
        return False


def canonical(text: str) -> list[str]:
    """Return the words of a text in canonical spelling."""
    words = [_spelled(piece) for piece in pieces_of(text) if piece.kind != "comment" or piece.text.startswith("/*+")]
    words = _with_one_sign(_without_defaults(_ended(words)))
    if not _is_plpgsql(words):  # SQL has an empty statement
        words = [word for at, word in enumerate(words) if word != ";" or words[at - 1] not in {";", _TAG}]
    joined = f" {' '.join(words)} "
    for pattern, plain in PATTERNS:
        joined = pattern.sub(plain, joined)
    return joined.split(" ")


def _is_plpgsql(words: list[str]) -> bool:
    return "plpgsql" in words or "'plpgsql'" in words


def _spelled(piece: Piece) -> str:
    """Case of unquoted words, quotes around simple names, the style of plain literals."""
    text = piece.text
    if piece.kind == "body tag":
        return _TAG
    if piece.kind == "quoted identifier":
        text = text[2:] if text[0] in "uU" and "\\" not in text else text
        found = _SIMPLE.fullmatch(text)
        text = found[1] if found and found[1] not in _KEYWORDS else text
    elif piece.kind in {"string", "dollar string"}:
        text = _literal(text)
    elif piece.kind != "comment":
        text = "".join(letter.lower() if letter.isascii() else letter for letter in text)
    return _BLANK.sub(lambda found: f"{_SPACE}{ord(found[0])}", text)


def _literal(text: str) -> str:
    """One spelling for a text without escapes: E'a', U&'a', $$a$$ and 'a'."""
    if text.startswith("$"):
        tag = text[: text.index("$", 1) + 1]
        return "'" + text[len(tag) : -len(tag)].replace("'", "''") + "'"
    plain = text[text.index("'") :]
    if text[0] in "eE":
        plain = _IDLE_ESCAPE.sub(r"\1", plain)
    return plain if text[0] in "eEuU" and "\\" not in plain else text


def _ended(words: list[str]) -> list[str]:
    """Without the semicolons around the statement, or at the end of its body: one in PL/pgSQL, any number in SQL."""
    while words and words[-1] == ";":
        words = words[:-1]
    while words and words[0] == ";":
        words = words[1:]
    closing = len(words) - 1 - words[::-1].index(_TAG) if _TAG in words else 0
    most = 1 if _is_plpgsql(words) else len(words)
    while most and closing > 1 and words[closing - 1] == ";":
        words = [*words[: closing - 1], *words[closing:]]
        closing, most = closing - 1, most - 1
    return words


_ATTRIBUTES = (
    ("volatile", {"volatile", "stable", "immutable"}),
    ("called on null input", {"called", "strict"}),
    ("security invoker", {"security"}),
    ("not leakproof", {"leakproof"}),
    ("parallel unsafe", {"parallel"}),
)
"""Attributes that hold anyway, and the words that say something about the same."""


def _without_defaults(words: list[str]) -> list[str]:
    """Without the attributes that hold anyway, where the header says so once: the server refuses a second word."""
    header = words
    if _TAG in words:
        header = words[: words.index(_TAG)] + words[len(words) - words[::-1].index(_TAG) :]
    for phrase, about in _ATTRIBUTES:
        if sum(word in about for word in header) == 1:
            words = f" {' '.join(words)} ".replace(f" {phrase} ", " ").strip().split(" ")
    return words


def _with_one_sign(words: list[str]) -> list[str]:
    """`=` for the first `:=` or DEFAULT of a statement or declaration, outside of parentheses."""
    spelled: list[str] = []
    depth, open_, first = 0, True, ""
    for at, word in enumerate(words):
        before = words[at - 1] if at else ""
        if before in _OPENERS and not depth:
            open_, first = True, word
        depth += (word in "([") - (word in ")]")
        if word == "," and not depth and first in {"get", "raise"}:
            open_ = True
        if word in {":=", "=", "default"} and open_ and not depth:
            spelled.append("=")
            open_ = False
        else:
            spelled.append(word)
    return spelled


def renames_idle_variable(words: list[str], mutated: list[str]) -> bool:
    """Whether the one word that differs is the name of a variable that is declared and never used."""
    if len(words) != len(mutated) or _TAG not in words:
        return False
    unlike = [at for at, pair in enumerate(zip(words, mutated, strict=True)) if pair[0] != pair[1]]
    if len(unlike) != 1 or mutated.count(mutated[unlike[0]]) > 1:
        return False
    at = unlike[0]
    if set(_places(words, words[at])) - set(_in_own_loops(words, words[at])) != {at}:
        return False
    body = words[words.index(_TAG) :]
    if "declare" not in body or "begin" not in body:
        return False
    declared = words.index("declare") < at < len(words) - len(body) + body.index("begin")
    return declared and words[at - 1] in {"declare", ";"} and words[at].isidentifier() and mutated[at].isidentifier()


def _places(words: list[str], name: str) -> list[int]:
    return [at for at, word in enumerate(words) if word == name]


def _in_own_loops(words: list[str], name: str) -> list[int]:
    """Where a name means the variable of an integer loop, which the loop declares itself."""
    found: list[int] = []
    for at in _places(words, name):
        if words[at - 1] != "for" or words[at + 1] != "in" or "loop" not in words[at:]:
            continue
        start = words.index("loop", at)
        if not any(".." in word for word in words[at:start]):
            continue
        found += [at, *(place for place in _places(words, name) if start < place < _loop_end(words, start))]
    return found


def _loop_end(words: list[str], start: int) -> int:
    depth = 0
    for at in range(start, len(words)):
        if words[at] == "loop":
            depth += -1 if words[at - 1] == "end" else 1
        if not depth:
            return at
    return start


def numbers_parameter(words: list[str], mutated: list[str]) -> bool:
    """Whether the one word that differs is a parameter, by its name in the one text and its number in the other."""
    unlike = [pair for pair in zip(words, mutated, strict=False) if pair[0] != pair[1]]
    if len(words) != len(mutated) or len(unlike) != 1 or _TAG not in words:
        return False
    names = _parameters(words[: words.index(_TAG)])
    number, name = sorted(unlike[0])
    is_number = number.startswith("$") and number[1:].isdigit() and 0 < int(number[1:]) <= len(names)
    return is_number and names[int(number[1:]) - 1] == name


def _parameters(header: list[str]) -> list[str]:
    """The first word of every parameter that is not its mode."""
    if "(" not in header:
        return []
    parts: list[list[str]] = [[]]
    depth = 0
    for word in header[header.index("(") :]:
        depth += (word == "(") - (word == ")")
        if not depth:
            break
        if word == "," and depth == 1:
            parts.append([])
        elif word not in {"(", "in", "out", "inout", "variadic"}:
            parts[-1].append(word)
    return [part[0] for part in parts if part]


def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(f"(?<= ){pattern}(?= )")


_OPERAND = r"""([\w$"']\S*|\S*'\S*)"""
_BEFORE = (
    r"(\(|\[|,|:=|\|\||[=<>+*/%~!-]\S*|and|or|not|if|elsif|when|then|else|execute|where|limit|offset|select|by|like|ilike"
    r"|for|from|to|between|escape|query|perform|on|having|default|using|\.\.)"
)

PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    # two spellings of one word
    (_pattern("!="), "<>"),
    (_pattern("elseif"), "elsif"),
    # a literal, a name or a parameter in parentheses of its own, where an operand stands
    (_pattern(rf"{_BEFORE} \( {_OPERAND} \)"), r"\1 \2"),
    # the same after RETURN, where something follows: alone it would be another thing
    (_pattern(rf"return \( {_OPERAND} \)(?= [^;])"), r"return \1"),
    # a literal alone too
    (_pattern(r"return \( (\d\S*|'\S*) \)"), r"return \1"),
    # an empty statement between those of a standard body
    (re.compile(r"(?<= begin atomic )(.*? ;)(?: ;)+(?= )"), r"\1"),
    # the usual direction of a sort
    (_pattern("asc"), ""),
    # a statement that does nothing, and an ELSE of an IF with nothing else
    (re.compile(r"(?:(?<= ; )|(?<= then )|(?<= else )|(?<= loop )|(?<= begin ))(?:null ; )+"), ""),
    (re.compile(r" else end if(?= )"), " end if"),
    # AS before an alias
    (_pattern("as"), ""),
    # a language is a name, quoted or not
    (_pattern('language "sql"'), "language sql"),
    # the level that RAISE has anyway
    (_pattern("raise exception(?= [^;])"), "raise"),
    # names of one type
    (_pattern("int|integer"), "int4"),
    (_pattern("bigint"), "int8"),
    (_pattern("smallint"), "int2"),
    (_pattern(r"double precision|float(?! \()"), "float8"),
    (_pattern("real"), "float4"),
    (_pattern("boolean"), "bool"),
    (_pattern("character varying"), "varchar"),
    (_pattern("decimal"), "numeric"),
    (_pattern("timestamp with time zone"), "timestamptz"),
    # IN before a parameter; IN OUT is another mode
    (_pattern(r"([(,]) in(?! out )"), r"\1"),
    # a DECLARE repeated, or before nothing
    (_pattern("declare(?= declare| begin)"), ""),
    # what is the case of blanks that the entries above leave
    (re.compile(" +"), " "),
)
