"""The names in a piece of code, and what of it cannot be known from its text."""

import re
from functools import lru_cache

from engine.source.text.lexemes import lexemes

Name = tuple[str, str]
"""A schema, empty where none is written, and a name."""

HIDDEN: Name = ("", "execute")
"""The word of a statement whose text is only known when it runs; other code that may reach any object counts as it."""

_LONGEST = 63  # bytes: the server cuts a name that is longer
BY_TEXT = frozenset({
    "nextval", "setval", "currval", "set_config", "dblink", "dblink_exec", "query_to_xml", "query_to_xmlschema",
    "query_to_xml_and_xmlschema", "table_to_xml", "table_to_xmlschema", "schema_to_xml", "database_to_xml", "ts_stat",
})  # fmt: skip
"""Functions that take the name of an object, or a statement, as text: of a computed one, nothing is known."""
_COMPUTED = re.compile(rf"\b(?:{'|'.join(sorted(BY_TEXT))})\s*\(\s*(?!')", re.IGNORECASE)
_OTHER_ESCAPE = re.compile(r"\s*UESCAPE\s*'(.)'", re.IGNORECASE)
_CODED = re.compile(r"\\[0-7xuU]")
_STARTS = frozenset({"begin", "then", "else", "loop"})
_NESTED = 3


@lru_cache(maxsize=4096)
def names_in_text(text: str, depth: int = 0) -> frozenset[Name]:
    """Return every name in a piece of SQL, in its literals too, to a few levels."""
    found: set[Name] = {HIDDEN} if _COMPUTED.search(text) else set()
    path: list[str] = []
    last_end = -1
    for lexeme in lexemes(text, 0):
        written = text[lexeme.start : lexeme.end]
        if lexeme.kind in {"word", "name"}:
            is_next = len(path) > 0 and text[last_end : lexeme.start].strip() == "."
            name = _identifier(written, text[lexeme.end : lexeme.end + _LONGEST])
            path = [*path, name] if is_next else [name]
            found.add((path[-2] if is_next else "", path[-1]))
            last_end = lexeme.end
        elif lexeme.kind in {"string", "escaped", "dollar"} and depth < _NESTED:
            found |= names_in_text(_inside(written), depth + 1)
            if lexeme.kind == "escaped" and _CODED.search(written):
                found.add(HIDDEN)
    return frozenset(found)


def changes_settings(body: str) -> bool:
    """Return whether a statement of a body is SET or RESET, whose effect may last."""
    before = ";"
    for lexeme in lexemes(body, 0):
        word = body[lexeme.start : lexeme.end].lower()
        if word in {"set", "reset"} and (before == ";" or before in _STARTS):
            return True
        before = word
    return False


def _identifier(written: str, following: str) -> str:
    """Return a name as the server knows it: folded, decoded and cut."""
    name = written.lower()
    if written.endswith('"'):
        name = written.partition('"')[2][:-1].replace('""', '"')
    if written[:2] in {"U&", "u&"}:
        escape = _OTHER_ESCAPE.match(following)
        name = _decoded(name, escape[1] if escape else "\\")
    return name.encode()[:_LONGEST].decode(errors="ignore")


def _decoded(name: str, escape: str) -> str:
    return re.sub(
        re.escape(escape) + r"(?:([0-9A-Fa-f]{4})|\+([0-9A-Fa-f]{6}))",
        lambda found: chr(int(found[1] or found[2], 16)),
        name,
    )


def _inside(literal: str) -> str:
    if literal.startswith("$"):
        tag = literal.index("$", 1) + 1
        return literal[tag:-tag]
    return literal.partition("'")[2][:-1].replace("''", "'")
