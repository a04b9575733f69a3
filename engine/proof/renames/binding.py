"""What a body gives a name to, and every place that means it."""

from dataclasses import dataclass, field
from enum import StrEnum

from engine.plpgsql.lexer import fold_word


class BindingKind(StrEnum):
    """What a name was declared as."""

    PARAMETER = "parameter"
    VARIABLE = "variable"
    ALIAS = "alias"
    CURSOR = "cursor"
    CURSOR_PARAMETER = "cursor parameter"
    LOOP = "loop"
    LABEL = "label"


@dataclass(slots=True, eq=False)
class Binding:
    """A declared name; `tokens` are the declaration and the references, `blocked` why it must keep its name."""

    kind: BindingKind
    name: str
    tokens: list[int] = field(default_factory=list)
    relations: set[str] = field(default_factory=set)
    blocked: str = ""
    is_constant: bool = False
    is_record: bool = False
    is_block: bool = False  # whether a label is that of a block, not of a loop
    numbered: int = 0  # how often a parameter is meant by its number
    fields: frozenset[str] | None = None  # of what a cursor returns, where its query names them all

    def block(self, reason: str) -> None:
        """Keep the name, for the first reason that was found."""
        self.blocked = self.blocked or reason


def decode_name(word: str) -> str:
    """The name that the server knows a written identifier by."""
    if word.startswith('"'):
        return word[1:-1].replace('""', '"')
    return fold_word(word)
