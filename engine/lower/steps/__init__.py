"""One module a family of step kinds; importing this package registers them all."""

from engine.lower.steps import (
    assign,
    block,
    cursor,
    execute,
    exit_continue,
    get_diagnostics,
    guard,
    if_,
    insert,
    loop,
    raise_,
    return_,
    sql_steps,
    switch,
    transaction_control,
    update,
)

__all__ = [
    "assign", "block", "cursor", "execute", "exit_continue", "get_diagnostics", "guard", "if_", "insert", "loop",
    "raise_", "return_", "sql_steps", "switch", "transaction_control", "update",
]  # fmt: skip
