"""Compile a query tree to SQL with bound values: no text of a query becomes part of a statement."""

from dataclasses import dataclass
from itertools import accumulate

from store.core.transaction import Value
from store.inbox import values
from store.inbox.fields import FIELDS, FieldType, QueryField
from store.inbox.tree import And, Compare, FlagTerm, Node, Not, Or, SortKey, WordTerm

# SQLite leaves out the join where a query asks for nothing of the conversion.
FROM = "FROM reviews r LEFT JOIN conversions c ON c.id = r.conversion WHERE r.project = ? AND r.gone = 0"
# What needs a person most: changes after a decision, requests by people, then the weakest verdicts.
URGENCY = (
    "CASE r.state WHEN 'drifted' THEN 0 WHEN 'changes requested' THEN 1 WHEN 'flagged' THEN 2 WHEN 'in review' THEN 3"
    " WHEN 'converted' THEN 4 WHEN 'proposed' THEN 4 WHEN 'skipped' THEN 5 ELSE 6 END"
)
DOUBT = "CASE r.verdict WHEN 'refuted' THEN 0 WHEN 'unverified' THEN 1 WHEN 'proved-if' THEN 2 WHEN 'tested' THEN 3 ELSE 4 END"  # noqa: E501
LONGEST_CHAIN = 50
_DIRECTIONS = {False: "ASC", True: "DESC"}
NOBODY = ("", "none")  # an empty list
ME = "me"
DEFAULT_ORDER = (
    f"{URGENCY}, {DOUBT}, r.risk = '[]', r.lines, r.name, r.conversion"  # the index reviews_usual has this order
)


@dataclass(frozen=True, slots=True)
class QueryCaller:
    """Who asks, by their id, and when: `me` and ages depend on it."""

    person: str
    now: float


@dataclass(frozen=True, slots=True)
class Clause:
    """A condition and the values it binds; a slow one is evaluated last, often not at all."""

    sql: str
    values: tuple[Value, ...] = ()
    slow: bool = False


def condition(node: Node | None, caller: QueryCaller) -> Clause:
    """Return the condition that a tree means."""
    match node:
        case None:
            return Clause("1")
        case WordTerm(text):
            return Clause("instr(lower(r.name), lower(?)) > 0", (text,))
        case FlagTerm(field):
            return Clause(FIELDS[field].sql)
        case Not(part):
            inside = condition(part, caller)
            return Clause(f"NOT ({inside.sql})", inside.values, inside.slow)
        case And(parts):
            return _joined(" AND ", [condition(part, caller) for part in parts])
        case Or(parts):
            return _joined(" OR ", [condition(part, caller) for part in parts])
        case Compare(field, operator, given):
            return _compared(FIELDS[field], operator, given, caller)


def order(orders: tuple[SortKey, ...]) -> str:
    """Return the sort order; by default, units that need a person most come first."""
    if not orders:
        return DEFAULT_ORDER
    keys = [f"{FIELDS[each.field].sql} {_DIRECTIONS[each.descending]}" for each in orders]
    return ", ".join([*keys, "r.name", "r.conversion"])


def _compared(field: QueryField, operator: str, given: tuple[str, ...], caller: QueryCaller) -> Clause:
    negated = operator.startswith("!")
    plain = {"!=": "=", "!~": "~"}.get(operator, operator)
    found = _joined(" OR ", [_one(field, plain, value, caller) for value in given])
    if not negated:
        return found
    return Clause(f"NOT ({found.sql})", found.values, found.slow)


def _one(field: QueryField, operator: str, value: str, caller: QueryCaller) -> Clause:
    match field.type:
        case FieldType.NUMBER | FieldType.SHARE:
            return Clause(f"{field.sql} {operator} ?", (values.number(field, value),))
        case FieldType.FLAG:
            return Clause(f"{field.sql} = ?", (int(values.truth(field, value)),))
        case FieldType.TIME:
            return Clause(f"{field.sql} {operator} ?", (values.moment(field, value, caller.now),))
        case FieldType.WORDS:
            return _listed(field, operator, value)
        case FieldType.PEOPLE:
            return _people(field, operator, value, caller)
    if operator == "~":
        return Clause(f"matches(?, {field.sql})", (values.pattern(value),), slow=True)
    if operator == ":":
        return Clause(f"instr(lower({field.sql}), lower(?)) > 0", (value,))
    return Clause(f"{field.sql} = ? COLLATE NOCASE", (value,))


def _listed(field: QueryField, operator: str, value: str) -> Clause:
    if operator == "=" and value.lower() in NOBODY:
        return Clause(f"{field.sql} = '[]'")
    test = "instr(lower(value), lower(?)) > 0" if operator == ":" else "value = ? COLLATE NOCASE"
    return Clause(_some(field.sql, f"json_each({field.sql})", test), (value,))


def _people(field: QueryField, operator: str, value: str, caller: QueryCaller) -> Clause:
    """Match by name or by account; `me` is one person, even if others have the same name."""
    if operator == "=" and value.lower() in NOBODY:
        return Clause(f"{field.ids} = '[]'")
    if value.lower() == ME:
        return Clause(_some(field.ids, f"json_each({field.ids})", "value = ?"), (caller.person,))
    named, known = "coalesce(p.name, e.value)", f"json_each({field.ids}) e LEFT JOIN people p ON p.id = e.value"
    if operator == ":":
        return Clause(_some(field.ids, known, f"instr(lower({named}), lower(?)) > 0"), (value,))
    return Clause(_some(field.ids, known, f"({named} = ? COLLATE NOCASE OR p.account = ?)"), (value, value))


def _some(listed: str, items: str, test: str) -> str:
    # Most lists are empty, and a comparison is much faster than parsing.
    return f"({listed} <> '[]' AND EXISTS (SELECT 1 FROM {items} WHERE {test}))"


def _joined(word: str, clauses: list[Clause]) -> Clause:
    """Split a long chain, since SQLite's trees are as deep as a chain is long, and their depth is limited."""
    if len(clauses) > LONGEST_CHAIN:
        cut = range(0, len(clauses), LONGEST_CHAIN)
        return _joined(word, [_joined(word, clauses[at : at + LONGEST_CHAIN]) for at in cut])
    ordered = sorted(clauses, key=lambda clause: clause.slow)
    bound = tuple(value for clause in ordered for value in clause.values)
    return Clause("(" + word.join(clause.sql for clause in ordered) + ")", bound, ordered[-1].slow)


def depth(sql: str) -> int:
    """Return how many parentheses are open at once."""
    return max(accumulate(({"(": 1, ")": -1}.get(sign, 0) for sign in sql), initial=0))
