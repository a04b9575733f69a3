"""Short commands: EXECUTE, PERFORM, CALL, NULL, COMMIT, ROLLBACK, GET DIAGNOSTICS."""

from engine.plpgsql.reader import GrammarError, Reader
from engine.plpgsql.statement_parts import SEMICOLON, USING_END, is_name, take_into, take_path, take_using
from engine.plpgsql.tree import (
    Call,
    DiagnosticsItem,
    Execute,
    Fragment,
    GetDiagnostics,
    Into,
    Null,
    Perform,
    Transaction,
)

_COMMAND_END = frozenset({"into", "using", ";"})
_EXECUTE_USING_END = USING_END | {"into"}


def read_execute(reader: Reader) -> Execute:
    """`EXECUTE expression [INTO …] [USING …];`, in either order."""
    first = reader.at
    reader.expect("execute")
    command = reader.until("expression", _COMMAND_END)
    into: Into | None = None
    using: tuple[Fragment, ...] = ()
    while not reader.accept(";"):
        if not into and reader.accept("into"):
            into = take_into(reader)
        elif not using and reader.accept("using"):
            using = take_using(reader, _EXECUTE_USING_END)
        else:
            raise GrammarError(f"expected INTO, USING or a semicolon, found {reader.found()}")
    return Execute(command, into, using, reader.since(first))


def read_perform(reader: Reader) -> Perform:
    """`PERFORM query;`."""
    first = reader.at
    reader.expect("perform")
    query = reader.until("perform", SEMICOLON)
    reader.expect(";")
    return Perform(query, reader.since(first))


def read_call(reader: Reader) -> Call:
    """`CALL procedure(…);`."""
    first = reader.at
    reader.expect("call")
    call = reader.until("call", SEMICOLON)
    reader.expect(";")
    return Call(call, reader.since(first))


def read_null(reader: Reader) -> Null:
    """`NULL;`."""
    first = reader.at
    reader.expect("null")
    reader.expect(";")
    return Null(reader.since(first))


def read_transaction(reader: Reader) -> Transaction:
    """`COMMIT` and `ROLLBACK`, with or without AND [NO] CHAIN."""
    first = reader.at
    command = "commit" if reader.accept("commit") else "rollback"
    if command == "rollback":
        reader.expect("rollback")
    chain = reader.accept_all("and", "chain")
    if not chain:
        reader.accept_all("and", "no", "chain")
    reader.expect(";")
    return Transaction(command, chain, reader.since(first))


def read_get_diagnostics(reader: Reader) -> GetDiagnostics:
    """`GET [CURRENT | STACKED] DIAGNOSTICS target = item, …;`."""
    first = reader.at
    reader.expect("get")
    stacked = reader.accept("stacked")
    if not stacked:
        reader.accept("current")
    reader.expect("diagnostics")
    items = [_diagnostics_item(reader)]
    while reader.accept(","):
        items.append(_diagnostics_item(reader))
    reader.expect(";")
    return GetDiagnostics(stacked, tuple(items), reader.since(first))


def _diagnostics_item(reader: Reader) -> DiagnosticsItem:
    target = take_path(reader)
    if not reader.accept(":="):
        reader.expect("=")
    if not is_name(reader, reader.at):
        raise GrammarError(f"expected a diagnostics item, found {reader.found()}")
    return DiagnosticsItem(target, reader.take().word)
