"""Edits that make safe SQL unsafe, each with the family that must be reported afterwards.

They work on text alone and share no code with the rules.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple


class Seeded(NamedTuple):
    """An edited text, the family that it shows, and the name of the edit."""

    family: str
    edit: str
    text: str


_TEXT_TYPES = r"(?:text|varchar|character varying|name)(?:\s*\(\d+\))?"
_QUOTED = re.compile(r"\bquote_(ident|literal|nullable)\s*\(\s*(\w+)\s*\)", re.IGNORECASE)
_FORMAT = re.compile(r"\bformat\s*\(\s*'((?:[^']|'')*)'\s*,([^;]*?)\)\s*(?=;|LOOP|INTO|USING|,)", re.IGNORECASE)
_SPECIFIER = re.compile(r"%([IL])")
_USING = re.compile(r"EXECUTE\s+'((?:[^']|'')*\$1(?:[^']|'')*)'((?:\s+INTO\s+\w+)?)\s+USING\s+(\w+)\s*;", re.IGNORECASE)
_SEARCH_PATH = re.compile(r"\s+SET\s+search_path\s*(?:=|TO)\s*[^\n;$]+?(?=\s+AS\b|\n|\s+LANGUAGE)", re.IGNORECASE)
_LAST_END = re.compile(r"\bEND\s*;?\s*(\$\w*\$)", re.IGNORECASE)


def text_parameters(text: str) -> set[str]:
    """The parameters and variables that are declared as text."""
    found = re.findall(rf"\b(\w+)\s+{_TEXT_TYPES}\b", text.partition("BEGIN")[0], re.IGNORECASE)
    return {name.lower() for name in found} - {"returns", "setof", "as", "out"}


def parameters_only(text: str) -> set[str]:
    """The parameters that are declared as text."""
    header = text[: text.find("$")] if "$" in text else text
    return text_parameters(header.rpartition("RETURNS")[0] or header)


def unquote(text: str) -> Iterator[Seeded]:
    names = parameters_only(text)
    for found in _QUOTED.finditer(text):
        if found[2].lower() in names and _is_executed(text, found.start()):
            yield Seeded("sql_injection", "unquote", text[: found.start()] + found[2] + text[found.end() :])


def format_raw(text: str) -> Iterator[Seeded]:
    names = parameters_only(text)
    for found in _FORMAT.finditer(text):
        arguments = [each.strip().lower() for each in found[2].split(",")]
        for at, specifier in enumerate(_SPECIFIER.finditer(found[1])):
            plain = "%s" not in found[1] and "$" not in found[1]
            if plain and at < len(arguments) and arguments[at] in names and _is_executed(text, found.start()):
                place = found.start(1) + specifier.start() + 1
                yield Seeded("sql_injection", "format_raw", text[:place] + "s" + text[place + 1 :])


def using_to_quotes(text: str) -> Iterator[Seeded]:
    names = parameters_only(text)
    for found in _USING.finditer(text):
        if found[3].lower() in names:
            literal = found[1].replace("$1", f"''' || {found[3]} || '''")
            yield Seeded("sql_injection", "using_to_quotes", _put(text, found, f"EXECUTE '{literal}'{found[2]};"))


def name_as_literal(text: str) -> Iterator[Seeded]:
    for found in re.finditer(r"\b(?:FROM|INTO|UPDATE|TABLE)\s+%I", text, re.IGNORECASE):
        if _is_executed(text, found.start()):
            changed = found.group()[:-1] + "L"
            yield Seeded("misquoted_dynamic_sql", "name_as_literal", _put(text, found, changed))
    for found in re.finditer(r"((?:FROM|INTO|UPDATE|TABLE) ' \|\| )quote_ident\(", text, re.IGNORECASE):
        yield Seeded("misquoted_dynamic_sql", "name_as_literal", _put(text, found, found[1] + "quote_literal("))


def part_of_name(text: str) -> Iterator[Seeded]:
    for found in re.finditer(r"\b((?:FROM|UPDATE|TABLE) )%I", text):
        if _is_executed(text, found.start()):
            yield Seeded("misquoted_dynamic_sql", "part_of_name", _put(text, found, found[1] + "old_%I"))


def drop_search_path(text: str) -> Iterator[Seeded]:
    found = _SEARCH_PATH.search(text)
    if found and re.search(r"\bSECURITY\s+DEFINER\b", text[: text.find("$")], re.IGNORECASE):
        yield Seeded("definer_search_path", "drop_search_path", _put(text, found, ""))


def make_definer(text: str) -> Iterator[Seeded]:
    found = re.search(r"\bLANGUAGE\s+'?(?:plpgsql|sql)'?", text, re.IGNORECASE)
    creates = re.match(r"\s*CREATE\b.*?\b(?:FUNCTION|PROCEDURE)\b", text, re.IGNORECASE | re.DOTALL)
    if found and creates and "definer" not in text.lower() and "search_path" not in text.lower():
        yield Seeded("definer_search_path", "make_definer", _put(text, found, found.group() + " SECURITY DEFINER"))


def swallow(text: str) -> Iterator[Seeded]:
    found = list(_LAST_END.finditer(text))
    if found and "plpgsql" in text.lower() and not re.search(r"\bEXCEPTION\s+WHEN\b", text, re.IGNORECASE):
        handler = "EXCEPTION WHEN OTHERS THEN NULL;\n"
        place = found[-1].start()
        yield Seeded("swallowed_exception", "swallow", text[:place] + handler + text[place:])


def drop_lock(text: str) -> Iterator[Seeded]:
    found = re.search(r"\s+FOR UPDATE(?=;)", text, re.IGNORECASE)
    if found and "UPDATE " in text[found.end() :].upper() and re.search(r"\bIF\s+v_state\b", text):
        yield Seeded("toctou", "drop_lock", _put(text, found, ""))


def check_then_insert(text: str) -> Iterator[Seeded]:
    pattern = r"INSERT INTO ([\w.]+) \((\w+)\) VALUES \((\w+)\) ON CONFLICT \(\w+\) DO NOTHING;"
    for found in re.finditer(pattern, text):
        table, column, value = found.groups()
        checked = (
            f"IF NOT EXISTS (SELECT 1 FROM {table} WHERE {column} = {value}) THEN "
            f"INSERT INTO {table} ({column}) VALUES ({value}); END IF;"
        )
        yield Seeded("toctou", "check_then_insert", _put(text, found, checked))


def weak_hash(text: str) -> Iterator[Seeded]:
    for found in re.finditer(r"crypt\((\w*passw\w*), gen_salt\('bf'[^)]*\)\)", text, re.IGNORECASE):
        for name in ("md5({})", "encode(digest({}, 'sha1'), 'hex')", "encode(sha256({}::bytea), 'hex')"):
            yield Seeded("weak_hash", "weak_hash", _put(text, found, name.format(found[1])))


def weak_random(text: str) -> Iterator[Seeded]:
    for found in re.finditer(r"(token\s+\w+\s+DEFAULT\s+)gen_random_uuid\(\)(?:::text)?", text, re.IGNORECASE):
        yield Seeded("weak_random", "weak_random", _put(text, found, found[1] + "md5(random()::text)"))


def open_policy(text: str) -> Iterator[Seeded]:
    found = re.search(r"\bUSING\s*\(.*\)\s*(?=;?\s*\Z)", text, re.IGNORECASE | re.DOTALL)
    service = re.search(r"\bTO\s+\w*(?:service|admin|postgres|owner|supabase)|RESTRICTIVE", text, re.IGNORECASE)
    if found and re.match(r"\s*CREATE\s+POLICY\b", text, re.IGNORECASE) and not service and "CHECK" not in text.upper():
        yield Seeded("rls_always_true", "open_policy", _put(text, found, "USING (true)"))


def public_grant(text: str) -> Iterator[Seeded]:
    writes = re.match(
        r"\s*GRANT\s+[^;]*\b(?:INSERT|UPDATE|DELETE|ALL)\b[^;]*\bON\s+(?!FUNCTION|SEQ|ALL S|ALL F)", text, re.I
    )
    found = re.search(r"\bTO\s+[\w\", ]+(?=;?\s*\Z)", text, re.IGNORECASE)
    if writes and found and "public" not in found.group().lower() and "(" not in text:
        yield Seeded("public_grant", "public_grant", _put(text, found, "TO PUBLIC"))


def role_password(text: str) -> Iterator[Seeded]:
    found = re.match(r"\s*CREATE\s+(?:ROLE|USER)\s+\w+(?=[\s;])", text, re.IGNORECASE)
    if found and "password" not in text.lower() and re.search(r"\bLOGIN\b|USER", text, re.IGNORECASE):
        yield Seeded("hardcoded_secret", "role_password", _put(text, found, found.group() + " PASSWORD 'tr0ub4dor'"))


def equals_null(text: str) -> Iterator[Seeded]:
    for found in re.finditer(r"(?<=[\w)] )IS (NOT )?NULL\b", text, re.IGNORECASE):
        if not re.match(r"\s*CREATE\s+(?:UNLOGGED\s+)?TABLE", text, re.IGNORECASE) and "--" not in _line(
            text, found.start()
        ):
            yield Seeded("null_comparison", "equals_null", _put(text, found, "<> NULL" if found[1] else "= NULL"))
            return


def immutable(text: str) -> Iterator[Seeded]:
    found = re.search(r"\bSTABLE\b", text[: text.find("$")])
    if found and re.search(r"\bFROM\s+\w", text):
        yield Seeded("volatility", "immutable", _put(text, found, "IMMUTABLE"))


def validate_now(text: str) -> Iterator[Seeded]:
    found = re.search(r"\s+NOT VALID\b", text, re.IGNORECASE)
    if found and text.lstrip().upper().startswith("ALTER TABLE"):
        yield Seeded("mig_constraint_scan", "validate_now", _put(text, found, ""))


def lock_index(text: str) -> Iterator[Seeded]:
    found = re.match(r"\s*CREATE\s+(?:UNIQUE\s+)?INDEX\s+CONCURRENTLY\b", text, re.IGNORECASE)
    if found:
        yield Seeded("mig_index_lock", "lock_index", _put(text, found, found.group()[: -len(" CONCURRENTLY")]))


def drop_default(text: str) -> Iterator[Seeded]:
    found = re.search(r"(ADD COLUMN \w+ \w+ NOT NULL) DEFAULT \w+", text, re.IGNORECASE)
    if found:
        yield Seeded("mig_add_not_null", "drop_default", _put(text, found, found[1]))


EDITS: tuple[Callable[[str], Iterator[Seeded]], ...] = (
    unquote, format_raw, using_to_quotes, name_as_literal, part_of_name, drop_search_path, make_definer, swallow,
    drop_lock, check_then_insert, weak_hash, weak_random, open_policy, public_grant, role_password, equals_null,
    immutable, validate_now, lock_index, drop_default,
)  # fmt: skip


def _put(text: str, found: re.Match[str], replacement: str) -> str:
    return text[: found.start()] + replacement + text[found.end() :]


def _line(text: str, at: int) -> str:
    return text[text.rfind("\n", 0, at) + 1 : at]


def _is_executed(text: str, at: int) -> bool:
    """Whether the statement around a place begins with EXECUTE, as far as text alone can say."""
    start = max(text.rfind(each, 0, at) for each in (";", "BEGIN", "THEN", "LOOP", "ELSE")) + 1
    return bool(re.search(r"\bEXECUTE\b", text[start:at], re.IGNORECASE)) and "--" not in text[start:at]
