"""One module a family of step kinds; importing this package registers them all."""

from engine.lower.steps import (
    assign,
    block,
    cursor,
    diagnostics,
    execute,
    guard,
    if_,
    insert,
    jump,
    loop,
    raise_,
    return_,
    statement,
    switch,
    transaction,
    update,
)

__all__ = [
    "assign", "block", "cursor", "diagnostics", "execute", "guard", "if_", "insert", "jump", "loop", "raise_",
    "return_", "statement", "switch", "transaction", "update",
]  # fmt: skip
