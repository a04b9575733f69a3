"""What a routine reads and changes besides its parameters."""

from pglast import ast

from engine.analysis.expressions import function_name, relation_name
from engine.analysis.parsed_unit import ParsedUnit

_CLOCK = frozenset({
    "now", "clock_timestamp", "statement_timestamp", "transaction_timestamp", "timeofday", "localtimestamp", "age",
})  # fmt: skip
_CHANCE = frozenset({"random", "gen_random_uuid", "uuid_generate_v4", "uuid_generate_v1", "gen_random_bytes"})
_NUMBERS = frozenset({"nextval", "setval"})
_LOCKING = frozenset({"pg_advisory_lock", "pg_advisory_xact_lock", "pg_try_advisory_lock"})
_WRITING = {
    ast.InsertStmt: "inserts rows",
    ast.UpdateStmt: "updates rows",
    ast.DeleteStmt: "deletes rows",
    ast.MergeStmt: "merges rows",
    ast.TruncateStmt: "empties tables",
    ast.CreateStmt: "creates tables",
    ast.CreateTableAsStmt: "creates tables",
    ast.DropStmt: "drops objects",
    ast.LockStmt: "locks tables",
    ast.LockingClause: "locks rows",
}


def reads_tables(unit: ParsedUnit) -> str:
    """A phrase for the tables it reads; empty where there are none."""
    own = {(each.node.ctename or "").lower() for each in unit.sites(ast.CommonTableExpr)}
    read = [relation_name(each.node) for each in unit.sites(ast.RangeVar) if _is_read(each.node, own)]
    if read:
        return f"reads {read[0]}"
    return ""


def _is_read(node: ast.RangeVar, own: set[str]) -> bool:
    return relation_name(node) not in own


def reads_time_or_chance(unit: ParsedUnit) -> str:
    """A phrase for the clock or the random numbers it reads."""
    if any("CURRENT_" in name or "LOCALTIME" in name for name in _value_functions(unit)):
        return "reads the clock"
    names = _called(unit)
    if {name for name in names if name != "age"} & _CLOCK:
        return "reads the clock"
    if names & _CHANCE:
        return "draws random numbers"
    return ""


def _value_functions(unit: ParsedUnit) -> list[str]:
    found = [each.node.op.name for each in unit.sites(ast.SQLValueFunction) if each.node.op is not None]
    return [name for name in found if "DATE" in name or "TIME" in name]


def writes(unit: ParsedUnit) -> str:
    """A phrase for what it writes or locks; temporary objects count as well."""
    for kind, phrase in _WRITING.items():
        if unit.sites(kind):
            return phrase
    if _called(unit) & _LOCKING:
        return "takes a lock"
    return ""


def draws(unit: ParsedUnit) -> str:
    """A phrase for the numbers it draws."""
    names = _called(unit)
    if names & _NUMBERS:
        return "draws numbers from a sequence"
    if names & _CHANCE:
        return "draws random numbers"
    return ""


def _called(unit: ParsedUnit) -> set[str]:
    return {function_name(each.node) for each in unit.sites(ast.FuncCall)}
