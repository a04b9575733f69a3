"""SQL string literals, decoded."""

from pglast import ast
from pglast.parser import ParseError, parse_sql


def decode_literal(literal: str) -> str:
    """Return the text of a string literal in any quote style; raise ValueError for anything else."""
    if literal[0] == "'" and literal.count("'") == 2 + 2 * literal.count("''", 1, -1):
        return literal[1:-1].replace("''", "'")
    if literal[0] == "$":
        tag = literal[: literal.index("$", 1) + 1]
        return literal[len(tag) : -len(tag)]
    try:
        statement = parse_sql(f"SELECT {literal}")[0].stmt
    except ParseError as error:
        raise ValueError(f"not a string literal: {error.args[0]}") from error
    match statement:
        case ast.SelectStmt(targetList=(ast.ResTarget(val=ast.A_Const(val=ast.String(sval=str(text)))),)):
            return text
        case _:
            raise ValueError("not a string literal")
