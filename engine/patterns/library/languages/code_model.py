"""What templates of other languages are filled with: an entity with its columns, and the actions as calls."""

import keyword
from collections.abc import Iterator
from dataclasses import dataclass

from engine.patterns.library.languages.language_types import LanguageType, language_type
from engine.spec.conventions.all_conventions import unfold_conventions
from engine.spec.model import Action, Field, SpecFile

DATABASE_PARTS = ("triggers", "views", "policies", "indexes", "types", "grants", "statements")


@dataclass(frozen=True, slots=True)
class CodeColumn:
    """A column with its type in each language; `default` is its SQL, `parent` the column of this table it refers to."""

    name: str
    type: LanguageType
    is_null: bool
    is_key: bool
    is_unique: bool
    default: str | None
    parent: str | None

    @property
    def has_default(self) -> bool:
        return self.default is not None or self.is_key


@dataclass(frozen=True, slots=True)
class CodeArgument:
    """An argument of an action."""

    name: str
    type: LanguageType


@dataclass(frozen=True, slots=True)
class CodeAction:
    """An action as a call of its routine in the database."""

    name: str
    routine: str
    arguments: tuple[CodeArgument, ...]
    returns_rows: bool
    is_procedure: bool
    description: str


@dataclass(frozen=True, slots=True)
class CodeModel:
    """An entity, or a module of actions without one."""

    title: str
    schema: str
    table: str
    description: str
    columns: tuple[CodeColumn, ...]
    actions: tuple[CodeAction, ...]
    left_out: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The names of the columns of the primary key."""
        return tuple(each.name for each in self.columns if each.is_key)


def code_model(spec: SpecFile) -> CodeModel:
    """Return a spec as values for templates; what only the database can do is named in `left_out`."""
    whole = unfold_conventions(spec)
    title = spec.entity or (spec.module or "Actions").title().replace(" ", "")
    return CodeModel(
        title=title,
        schema=spec.schema or "public",
        table=(spec.table or "").rpartition(".")[2],
        description=spec.description or title,
        columns=tuple(_columns(whole)),
        actions=tuple(_action(each, spec) for each in spec.actions if each.returns != "trigger"),
        left_out=tuple(f"{len(part)} {name}" for name in DATABASE_PARTS if (part := getattr(spec, name))),
    )


def _columns(spec: SpecFile) -> Iterator[CodeColumn]:
    keys = {name for each in spec.constraints for name in getattr(each, "primary_key", ())}
    unique = _single_columns(spec, "unique")
    for field in spec.fields:
        yield CodeColumn(
            name=field.name.strip('"'),
            type=language_type(field.type),
            is_null=field.nullable is not False and field.name not in keys,
            is_key=field.name in keys,
            is_unique=field.name in unique,
            default=field.default,
            parent=_parent(field, spec),
        )


def _single_columns(spec: SpecFile, kind: str) -> set[str]:
    listed = (getattr(each, kind, None) for each in spec.constraints)
    return {names[0] for names in listed if isinstance(names, tuple) and len(names) == 1}


def _parent(field: Field, spec: SpecFile) -> str | None:
    table, _, column = (field.ref or "").rstrip(")").partition(" (")
    return column if table and table == spec.table else None


def _action(action: Action, spec: SpecFile) -> CodeAction:
    schema = action.schema or spec.schema
    bare = action.name.rpartition(".")[2]
    taken = [each for each in action.params if each.mode in (None, "inout", "variadic")]
    arguments = (CodeArgument(_argument_name(each.name, number), language_type(each.type))
                 for number, each in enumerate(taken, 1))  # fmt: skip
    returns = str(action.returns or "")
    return CodeAction(
        name=bare,
        routine=f"{schema}.{bare}" if schema and "." not in action.name else action.name,
        arguments=tuple(arguments),
        returns_rows=bool(returns) and returns != "void",
        is_procedure=action.kind == "procedure",
        description=action.description or action.note or bare.replace("_", " ").capitalize() + ".",
    )


def _argument_name(name: str | None, number: int) -> str:
    bare = (name or f"value_{number}").strip('"').removeprefix("p_")
    return f"{bare}_" if keyword.iskeyword(bare) else bare
