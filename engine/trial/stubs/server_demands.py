"""What an error of the server says is missing."""

import re
from dataclasses import dataclass

from engine.trial.sandbox.server_message import ServerMessage

_NAME = r'"([^"]+)"'
_PATTERNS = {
    "column_of": rf"column {_NAME} of relation {_NAME} does not exist",
    "field": rf"record {_NAME} has no field {_NAME}",
    "qualified_column": r"column ([\w$]+|\"[^\"]+\")\.([\w$]+|\"[^\"]+\") does not exist",
    "column": rf"column {_NAME} does not exist",
    "attribute": rf"column {_NAME} not found in data type ([\w$.\"]+)",
    "relation": rf"relation {_NAME} does not exist",
    "schema": rf"schema {_NAME} does not exist",
    "type": r"type \"?([^\"]+?)\"? does not exist",  # without quotes in the header of a routine
    "role": rf"role {_NAME} does not exist",
    "setting": rf"unrecognized configuration parameter {_NAME}",
    "function": r"function (.+?)\((.*)\) does not exist",
    "procedure": r"procedure (.+?)\((.*)\) does not exist",
    "assigned": rf"column {_NAME} is of type (.+) but expression is of type (.+)",
    "operator": r"operator does not exist: (.+) (\S+) (.+)",
    "key": r"there is no unique or exclusion constraint matching the ON CONFLICT specification",
    "literal": r"invalid input (?:syntax|value) for (?:type|enum) (.+?): ",
    "matched": r"(?:CASE|COALESCE|UNION|IN) types (.+) and (.+) cannot be matched",
    "result": r"structure of query does not match function result type",
    "boolean": r"argument of .+ must be type boolean, not type (.+)",
}
_COMPILED = {kind: re.compile(pattern) for kind, pattern in _PATTERNS.items()}
_UNDEFINED = re.compile(r"42(?!501)|3F000")  # class 42 without denied rights, and schemas
_OWN_LABEL = re.compile(r'missing FROM-clause entry for table "')


@dataclass(frozen=True, slots=True)
class Demand:
    """What is missing, by kind, with the names of the error; `text` is the statement that failed."""

    kind: str
    names: tuple[str, ...]
    text: str
    sqlstate: str
    message: str


def demand_of(error: ServerMessage, text: str) -> Demand | None:
    """Return what an error asks for; None for an error that no object could prevent."""
    for kind, pattern in _COMPILED.items():
        if found := pattern.search(error.message):
            return Demand(kind, found.groups(), text, error.sqlstate, error.message)
    return None


def is_undefined(error: ServerMessage | None) -> bool:
    """Whether an error means that the text does not fit the schema, so that nothing was tried."""
    return error is not None and _UNDEFINED.match(error.sqlstate) is not None


def is_of_the_probe(error: ServerMessage) -> bool:
    """Whether an error comes from running a statement outside of its block: the label of the block is missing."""
    return _OWN_LABEL.match(error.message) is not None
