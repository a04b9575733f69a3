"""Prove that two texts of DDL make the same objects: their parse trees have equal normal forms.

The normal form drops what PostgreSQL itself drops, and nothing else:

- the position of a column's own PRIMARY KEY, UNIQUE, CHECK, EXCLUDE or REFERENCES: with it or after all columns.
  What is created in order stays in order: indexes, foreign keys, and unnamed checks that get the same name.
- NULL, which is the default; the order of clauses that are each given once.
- a NOT NULL that is given twice, the order of privileges in a GRANT.
- an option of WITH (…) without a value, which is true.
- whether a new sequence gets its owner at once or from the next statement.

Statements keep their order, and any other ALTER stays an ALTER: it adds columns in its order, checks the rows of an
existing table against a new constraint, and does not restore what an earlier statement took away.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from pglast.parser import ParseError, parse_sql

from engine.plpgsql.lexer import LexError, tokenize
from engine.proof.ddl.statement_form import NormalForm, normalize_statements
from engine.proof.difference import difference_from_error
from engine.proof.difference_error import DifferenceError
from engine.proof.text.hints import compare_hints
from engine.proof.verdict import Evidence, Level, Verdict, VerdictKind

if TYPE_CHECKING:
    from collections.abc import Sequence

VERSION = "objects-4"
RULES = (
    "hoisted-constraints",
    "null-is-default",
    "options-in-any-order",
    "option-is-true",
    "not-null-once",
    "privileges-in-any-order",
    "owner-at-once",
)


def prove_object(original: str, lowered: str) -> Verdict:
    """Compare the statements that make an object with those lowered from its spec."""
    try:
        before, after = normalize_statements(parse_sql(original)), normalize_statements(parse_sql(lowered))
        compare_hints(tokenize(original), tokenize(lowered))
    except (ParseError, LexError) as error:
        return _verdict(original, lowered, f"one of the texts does not parse: {error.args[0]}")
    except DifferenceError as found:
        return _verdict(original, lowered, found.reason)
    return _verdict(original, lowered, _first_difference(before, after))


def _first_difference(before: Sequence[NormalForm], after: Sequence[NormalForm]) -> str | None:
    missing = next((form for form in before if form not in after), None)
    if missing is not None:
        return f"the lowered text lacks this statement, or has it changed: {missing.title}"
    added = next((form for form in after if form not in before), None)
    if added is not None:
        return f"only the lowered text has: {added.title}"
    if before != after:
        return "the same statements, in another order or number"
    return None


def _verdict(original: str, lowered: str, reason: str | None) -> Verdict:
    if reason is None:
        return Verdict(VerdictKind.PROVED, Level.NORMAL_FORM, (), None, _evidence(original, lowered, Level.NORMAL_FORM))
    difference = difference_from_error(DifferenceError(reason), original, lowered)
    return Verdict(VerdictKind.UNVERIFIED, None, (), difference, _evidence(original, lowered, None))


def _evidence(original: str, lowered: str, level: Level | None) -> Evidence:
    digests = (hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() for text in (original, lowered))
    return Evidence(*digests, level=level, rules=RULES, obligations=(), version=VERSION)
