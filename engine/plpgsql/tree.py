"""The statements of PL/pgSQL, up to PostgreSQL 18, as frozen values.

Every `Span` counts characters of the body text. A `Fragment` is SQL kept as written: its `ranges` name tokens of
`Body.tokens`, so a reader may compare tokens without looking at the text again. Words (levels, directions, option
names) are lower case; names and labels stay as the source spells them, quotes included.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from engine.source.span import Span

FragmentKind: TypeAlias = Literal[
    "expression", "statement", "query", "perform", "call", "target", "type", "name", "string"
]
Range: TypeAlias = tuple[int, int]


class Token(NamedTuple):
    """A token other than a comment; `word` is lower case unless it is a quoted name or a literal."""

    start: int
    end: int
    name: str
    word: str


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment outside or inside of statements, with its marks."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of SQL; `ranges` are half-open, two of them where a clause such as INTO was cut out."""

    kind: FragmentKind
    text: str
    span: Span
    ranges: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class Dynamic:
    """EXECUTE as a source of rows: `expression USING arguments`."""

    command: Fragment
    using: tuple[Fragment, ...]


Query: TypeAlias = Fragment | Dynamic


@dataclass(frozen=True, slots=True)
class Into:
    """INTO [STRICT] targets."""

    targets: tuple[Fragment, ...]
    strict: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Opaque:
    """Text that was not understood, as written, through its semicolon; in place of a statement or a declaration."""

    text: str
    reason: str
    span: Span
    tokens: Range


# --- declarations ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Variable:
    """`name [CONSTANT] type [COLLATE c] [NOT NULL] [DEFAULT expression];`."""

    name: str
    constant: bool
    type: Fragment
    collation: Fragment | None
    not_null: bool
    default: Fragment | None
    span: Span


@dataclass(frozen=True, slots=True)
class Alias:
    """`name ALIAS FOR target;`."""

    name: str
    target: Fragment
    span: Span


@dataclass(frozen=True, slots=True)
class CursorParameter:
    """`name type` in a cursor's parameter list."""

    name: str
    type: Fragment


@dataclass(frozen=True, slots=True)
class Cursor:
    """`name [[NO] SCROLL] CURSOR [(parameters)] FOR query;`; `scroll` is None without either word."""

    name: str
    scroll: bool | None
    parameters: tuple[CursorParameter, ...]
    query: Fragment
    span: Span


Declaration: TypeAlias = Variable | Alias | Cursor | Opaque


# --- blocks and control ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition name, or `SQLSTATE 'code'` with `sqlstate` true and the five characters as the name."""

    name: str
    sqlstate: bool


@dataclass(frozen=True, slots=True)
class Handler:
    """`WHEN condition [OR condition …] THEN steps`."""

    conditions: tuple[Condition, ...]
    steps: "Steps"
    span: Span


@dataclass(frozen=True, slots=True)
class Block:
    """`[<<label>>] [DECLARE …] BEGIN steps [EXCEPTION handlers] END`; `begin` is the position of BEGIN."""

    label: str | None
    declarations: tuple[Declaration, ...]
    steps: "Steps"
    handlers: tuple[Handler, ...]
    begin: Span
    span: Span


@dataclass(frozen=True, slots=True)
class Elsif:
    """One `ELSIF condition THEN steps`."""

    condition: Fragment
    steps: "Steps"
    span: Span


@dataclass(frozen=True, slots=True)
class If:
    """`otherwise` is None without ELSE and empty for an ELSE without statements."""

    condition: Fragment
    then: "Steps"
    elsifs: tuple[Elsif, ...]
    otherwise: "Steps | None"
    span: Span


@dataclass(frozen=True, slots=True)
class CaseWhen:
    """One `WHEN conditions THEN steps`; a searched CASE has one condition."""

    conditions: tuple[Fragment, ...]
    steps: "Steps"
    span: Span


@dataclass(frozen=True, slots=True)
class Case:
    """Both kinds: a searched CASE has no `subject`; `otherwise` as for If."""

    subject: Fragment | None
    cases: tuple[CaseWhen, ...]
    otherwise: "Steps | None"
    span: Span


@dataclass(frozen=True, slots=True)
class Loop:
    """`LOOP … END LOOP`."""

    label: str | None
    steps: "Steps"
    span: Span


@dataclass(frozen=True, slots=True)
class While:
    """`WHILE condition LOOP … END LOOP`."""

    label: str | None
    condition: Fragment
    steps: "Steps"
    span: Span


@dataclass(frozen=True, slots=True)
class ForRange:
    """`FOR variable IN [REVERSE] low..high [BY step] LOOP …`."""

    label: str | None
    variable: Fragment
    reverse: bool
    low: Fragment
    high: Fragment
    step: Fragment | None
    steps: "Steps"
    span: Span


@dataclass(frozen=True, slots=True)
class ForQuery:
    """`FOR targets IN query LOOP …`, the query static or dynamic."""

    label: str | None
    targets: tuple[Fragment, ...]
    query: Query
    steps: "Steps"
    span: Span


@dataclass(frozen=True, slots=True)
class ForCursor:
    """`FOR target IN cursor [(arguments)] LOOP …`; `arguments` is None without parentheses."""

    label: str | None
    target: Fragment
    cursor: Fragment
    arguments: tuple[Fragment, ...] | None
    steps: "Steps"
    span: Span


@dataclass(frozen=True, slots=True)
class Foreach:
    """`FOREACH targets [SLICE n] IN ARRAY expression LOOP …`."""

    label: str | None
    targets: tuple[Fragment, ...]
    slice: int | None
    array: Fragment
    steps: "Steps"
    span: Span


@dataclass(frozen=True, slots=True)
class Exit:
    """`EXIT [label] [WHEN condition];`."""

    label: str | None
    condition: Fragment | None
    span: Span


@dataclass(frozen=True, slots=True)
class Continue:
    """`CONTINUE [label] [WHEN condition];`."""

    label: str | None
    condition: Fragment | None
    span: Span


@dataclass(frozen=True, slots=True)
class Return:
    """`RETURN [expression];`."""

    value: Fragment | None
    span: Span


@dataclass(frozen=True, slots=True)
class ReturnNext:
    """`RETURN NEXT [expression];`."""

    value: Fragment | None
    span: Span


@dataclass(frozen=True, slots=True)
class ReturnQuery:
    """`RETURN QUERY query;` or `RETURN QUERY EXECUTE …;`."""

    query: Query
    span: Span


# --- statements that work -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Null:
    """`NULL;`."""

    span: Span


@dataclass(frozen=True, slots=True)
class Assign:
    """`target := value;`, the target with its fields, subscripts and slices."""

    target: Fragment
    value: Fragment
    span: Span


@dataclass(frozen=True, slots=True)
class Perform:
    """`PERFORM query;`: `query` is the text after PERFORM, without SELECT."""

    query: Fragment
    span: Span


@dataclass(frozen=True, slots=True)
class Call:
    """`CALL call;`."""

    call: Fragment
    span: Span


@dataclass(frozen=True, slots=True)
class Sql:
    """Any SQL statement, DO among them, without its semicolon and without its INTO targets."""

    statement: Fragment
    into: Into | None
    span: Span


@dataclass(frozen=True, slots=True)
class Execute:
    """`EXECUTE command [INTO …] [USING …];` in either order."""

    command: Fragment
    into: Into | None
    using: tuple[Fragment, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class RaiseOption:
    """`name = value` after USING."""

    name: str
    value: Fragment


@dataclass(frozen=True, slots=True)
class Raise:
    """All forms of RAISE; `level` is None if omitted, `message` is a literal with its quotes."""

    level: str | None
    message: Fragment | None
    arguments: tuple[Fragment, ...]
    condition: Condition | None
    options: tuple[RaiseOption, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Assert:
    """`ASSERT condition [, message];`."""

    condition: Fragment
    message: Fragment | None
    span: Span


@dataclass(frozen=True, slots=True)
class Open:
    """`OPEN cursor [[NO] SCROLL] FOR query;` or `OPEN cursor [(arguments)];`."""

    cursor: Fragment
    scroll: bool | None
    query: Query | None
    arguments: tuple[Fragment, ...] | None
    span: Span


@dataclass(frozen=True, slots=True)
class Direction:
    """`next prior first last absolute relative forward backward all count`, with its count where it has one.

    `FORWARD ALL` and `BACKWARD ALL` have `every` true; a bare count has the word `count`.
    """

    word: str
    count: Fragment | None
    every: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Fetch:
    """`FETCH [direction FROM] cursor INTO targets;`."""

    cursor: Fragment
    direction: Direction | None
    into: Into
    span: Span


@dataclass(frozen=True, slots=True)
class Move:
    """`MOVE [direction FROM] cursor;`."""

    cursor: Fragment
    direction: Direction | None
    span: Span


@dataclass(frozen=True, slots=True)
class Close:
    """`CLOSE cursor;`."""

    cursor: Fragment
    span: Span


@dataclass(frozen=True, slots=True)
class DiagnosticsItem:
    """`target = item`."""

    target: Fragment
    item: str


@dataclass(frozen=True, slots=True)
class GetDiagnostics:
    """`GET [CURRENT | STACKED] DIAGNOSTICS …;`."""

    stacked: bool
    items: tuple[DiagnosticsItem, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Transaction:
    """`COMMIT [AND CHAIN];` and `ROLLBACK [AND CHAIN];`."""

    command: Literal["commit", "rollback"]
    chain: bool
    span: Span


Statement: TypeAlias = (
    Block | If | Case | Loop | While | ForRange | ForQuery | ForCursor | Foreach | Exit | Continue
    | Return | ReturnNext | ReturnQuery | Null | Assign | Perform | Call | Sql | Execute | Raise | Assert
    | Open | Fetch | Move | Close | GetDiagnostics | Transaction | Opaque
)  # fmt: skip
Steps: TypeAlias = tuple[Statement, ...]


# --- a whole body ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pragma:
    """`#name [value]` before the block: `option dump`, `print_strict_params on`, `variable_conflict error`."""

    name: str
    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Body:
    """A PL/pgSQL body; `block` is None only where no outermost block was found, and `opaque` then covers all of it.

    `opaque` lists every opaque span of the body, those in the tree included. `tokens` holds everything but comments.
    """

    text: str
    tokens: tuple[Token, ...]
    comments: tuple[Comment, ...]
    pragmas: tuple[Pragma, ...]
    block: Block | None
    opaque: tuple[Opaque, ...]


@dataclass(frozen=True, slots=True)
class SqlBody:
    """A LANGUAGE sql body cut into its statements, without their semicolons."""

    text: str
    tokens: tuple[Token, ...]
    comments: tuple[Comment, ...]
    statements: tuple[Fragment, ...]
    opaque: tuple[Opaque, ...]
