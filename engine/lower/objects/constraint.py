"""A constraint as the text of a table element."""

from __future__ import annotations

from engine.lower.error import LowerError
from engine.lower.objects.script_statement import join_words
from engine.lower.sql_text import in_parentheses
from engine.spec.model import (
    CheckSpec,
    ConstraintSpec,
    ExcludeSpec,
    ForeignKeySpec,
    NotNullSpec,
    PrimaryKeySpec,
    UniqueSpec,
)


def constraint_text(constraint: ConstraintSpec) -> str:
    """`[CONSTRAINT name] CHECK (…) …` of a table or a domain."""
    return join_words(_named(constraint), _core(constraint), *_timing(constraint))


def column_constraint_text(constraint: ConstraintSpec) -> str:
    """The same where it stands with its only column."""
    match constraint:
        case PrimaryKeySpec():
            return "PRIMARY KEY"
        case UniqueSpec():
            return "UNIQUE"
        case _:
            return constraint_text(constraint)


def references_text(references: str, on_delete: str | None, on_update: str | None) -> str:
    """`REFERENCES t (x) ON DELETE … ON UPDATE …`."""
    return join_words(f"REFERENCES {references}", *_actions(on_delete, on_update))


def _actions(on_delete: str | None, on_update: str | None) -> list[str]:
    pairs = (("ON DELETE", on_delete), ("ON UPDATE", on_update))
    return [f"{word} {_action(action)}" for word, action in pairs if action is not None]


def _action(action: str) -> str:
    """The action's keywords in capitals; the columns in parentheses are names."""
    words, opening, columns = action.partition("(")
    return words.upper() + opening + columns


def _named(constraint: ConstraintSpec) -> str:
    return f"CONSTRAINT {constraint.name}" if constraint.name else ""


def _core(constraint: ConstraintSpec) -> str:
    match constraint:
        case NotNullSpec():
            return "NOT NULL"
        case CheckSpec():
            return f"CHECK {in_parentheses(constraint.check)}" + (" NO INHERIT" if constraint.no_inherit else "")
        case PrimaryKeySpec():
            return _keyed("PRIMARY KEY", constraint.primary_key, constraint)
        case UniqueSpec():
            distinct = " NULLS NOT DISTINCT" if constraint.nulls_not_distinct else ""
            return _keyed(f"UNIQUE{distinct}", constraint.unique, constraint)
        case ForeignKeySpec():
            return _foreign_key(constraint)
        case ExcludeSpec():
            return _exclude(constraint)
        case _:
            sentence = f"{type(constraint).__name__} is no constraint that SQL can say"
            raise LowerError(sentence, "Name one of primary_key, unique, check, foreign_key, exclude or not_null.")


def _keyed(word: str, columns: tuple[str, ...], constraint: PrimaryKeySpec | UniqueSpec) -> str:
    if constraint.using_index:
        return f"{word} USING INDEX {constraint.using_index}"
    return " ".join([f"{word} ({', '.join(columns)})", *_index_clauses(constraint)])


def _index_clauses(constraint: PrimaryKeySpec | UniqueSpec | ExcludeSpec) -> list[str]:
    clauses = [f"INCLUDE ({', '.join(constraint.include)})"] if constraint.include else []
    if constraint.with_:
        clauses.append(f"WITH {in_parentheses(constraint.with_)}")
    if constraint.tablespace:
        clauses.append(f"USING INDEX TABLESPACE {constraint.tablespace}")
    return clauses


def _foreign_key(constraint: ForeignKeySpec) -> str:
    match_clause = f" MATCH {constraint.match.upper()}" if constraint.match else ""
    head = f"FOREIGN KEY ({', '.join(constraint.foreign_key)}) REFERENCES {constraint.references}{match_clause}"
    return " ".join([head, *_actions(constraint.on_delete, constraint.on_update)])


def _exclude(constraint: ExcludeSpec) -> str:
    using = "" if constraint.exclude.startswith("(") else "USING "
    clauses = [f"EXCLUDE {using}{constraint.exclude}", *_index_clauses(constraint)]
    if constraint.where:
        clauses.append(f"WHERE {in_parentheses(constraint.where)}")
    return " ".join(clauses)


def _timing(constraint: ConstraintSpec) -> list[str]:
    match constraint:
        case PrimaryKeySpec() | UniqueSpec() | CheckSpec() | ForeignKeySpec() | ExcludeSpec():
            valid = "NOT VALID" if constraint.not_valid else ""
            return [*deferral_words(constraint.deferrable, constraint.initially), valid]
        case _:
            return []


def deferral_words(deferrable: bool | None, initially: str | None) -> list[str]:  # noqa: FBT001 - the model's own value
    """`[NOT] DEFERRABLE INITIALLY …`, each only where it is said."""
    words = {None: "", True: "DEFERRABLE", False: "NOT DEFERRABLE"}
    return [words[deferrable], f"INITIALLY {initially.upper()}" if initially else ""]
