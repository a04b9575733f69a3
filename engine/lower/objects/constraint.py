"""A constraint as the text of a table element."""

from __future__ import annotations

from engine.lower.clauses import clause, keyword, name_list
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
    """The constraint as written after its only column."""
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
    return clause("CONSTRAINT", constraint.name)


def _core(constraint: ConstraintSpec) -> str:
    match constraint:
        case NotNullSpec():
            return "NOT NULL"
        case CheckSpec():
            return join_words("CHECK", in_parentheses(constraint.check), keyword("NO INHERIT", constraint.no_inherit))
        case PrimaryKeySpec():
            return _keyed("PRIMARY KEY", constraint.primary_key, constraint)
        case UniqueSpec():
            words = join_words("UNIQUE", keyword("NULLS NOT DISTINCT", constraint.nulls_not_distinct))
            return _keyed(words, constraint.unique, constraint)
        case ForeignKeySpec():
            return _foreign_key(constraint)
        case ExcludeSpec():
            return _exclude(constraint)
        case _:
            sentence = f"{type(constraint).__name__} is not a constraint of a table"
            raise LowerError(sentence, "Use one of primary_key, unique, check, foreign_key, exclude or not_null.")


def _keyed(word: str, columns: tuple[str, ...], constraint: PrimaryKeySpec | UniqueSpec) -> str:
    if constraint.using_index:
        return f"{word} USING INDEX {constraint.using_index}"
    return join_words(word, name_list(columns), *_index_clauses(constraint))


def _index_clauses(constraint: PrimaryKeySpec | UniqueSpec | ExcludeSpec) -> list[str]:
    return [
        clause("INCLUDE", constraint.include, name_list),
        clause("WITH", constraint.with_, in_parentheses),
        clause("USING INDEX TABLESPACE", constraint.tablespace),
    ]


def _foreign_key(constraint: ForeignKeySpec) -> str:
    head = f"FOREIGN KEY {name_list(constraint.foreign_key)} REFERENCES {constraint.references}"
    actions = _actions(constraint.on_delete, constraint.on_update)
    return join_words(head, clause("MATCH", constraint.match, str.upper), *actions)


def _exclude(constraint: ExcludeSpec) -> str:
    using = keyword("USING", not constraint.exclude.startswith("("))
    where = clause("WHERE", constraint.where, in_parentheses)
    return join_words("EXCLUDE", using, constraint.exclude, *_index_clauses(constraint), where)


def _timing(constraint: ConstraintSpec) -> list[str]:
    match constraint:
        case PrimaryKeySpec() | UniqueSpec() | CheckSpec() | ForeignKeySpec() | ExcludeSpec():
            valid = keyword("NOT VALID", constraint.not_valid)
            return [*deferral_words(constraint.deferrable, constraint.initially), valid]
        case _:
            return []


def deferral_words(deferrable: bool | None, initially: str | None) -> list[str]:  # noqa: FBT001 - the model's own value
    """`[NOT] DEFERRABLE INITIALLY …`, each only where the spec gives it."""
    words = {None: "", True: "DEFERRABLE", False: "NOT DEFERRABLE"}
    return [words[deferrable], clause("INITIALLY", initially, str.upper)]
