"""What a statement does to which objects, as far as its order among others matters."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from engine.proof.scripts.names.mentioned_names import Name

Names = frozenset[Name]
NONE: Names = frozenset()
HEIRS = "the heirs of"
"""Takes the place of a schema in the name that tables share if they inherit from each other."""
OWNED_BY = "owned by"
"""The aspect of a sequence that belongs to a column, and follows the owner of its table."""
COLUMN_PRIVILEGES = "column privileges"
"""The aspect of a table whose columns someone may use: an ALTER TABLE may make or drop such a column."""


class StatementRole(StrEnum):
    """How a statement relates to the ones around it."""

    DEFINE = "define"  # it makes or changes the objects that it names
    EXECUTE = "execute"  # it runs code and changes rows
    BARRIER = "barrier"  # what it does is not known from its text: nothing moves past it
    FRAME = "frame"  # BEGIN and COMMIT around a file


@dataclass(frozen=True, slots=True)
class Effects:
    """The objects of one statement, by what it does to them.

    `attaches` are relations that get an index, a trigger or a policy, which leaves their own definition as it is.
    `constrains` are relations that get a foreign key or a check, which is about their rows alone. `annotates` are
    objects of which one `aspect` is set: a comment, the owner, privileges. `uses` must exist when the statement runs,
    `checked` when the server reads the body of an SQL routine, `uses_later` when the code that it defines runs.
    `undefined` is used before any statement of the script makes it. `attributes` are written like fields of a row,
    and may be calls of routines. `row_types` are the types of the columns of a relation, or those in the header of
    a routine. What `rechecks` reads the old rows of a table, through its checks. `copies` are families of tables
    that get an index under a generated name, `resembles` those for which such a name may be one that the statement
    makes. What `removes` something needs all that depended on it to be gone; what `frees` may be where such a
    dependency ended, as it changes or replaces an object. `guards` are the relations that a foreign key is about
    besides its own.
    """

    role: StatementRole = StatementRole.DEFINE
    makes: Names = NONE
    changes: Names = NONE
    attaches: Names = NONE
    constrains: Names = NONE
    annotates: Names = NONE
    uses: Names = NONE
    checked: Names = NONE
    uses_later: Names = NONE
    undefined: Names = NONE
    kind: str = ""
    aspect: str = ""
    file: str = field(default="", compare=False)
    cascades: bool = False
    removes: bool = False
    frees: bool = False
    guards: Names = NONE
    attributes: Names = NONE
    row_types: Names = NONE
    rechecks: bool = False
    copies: Names = NONE
    resembles: Names = NONE

    @property
    def acted_on(self) -> Names:
        """The objects that are no longer the same after the statement."""
        return self.makes | self.changes | self.attaches | self.constrains | self.annotates

    @property
    def needed(self) -> Names:
        """The objects that must exist when the statement runs."""
        return self.acted_on | self.uses | self.checked

    @property
    def names(self) -> Names:
        """Every name of the statement."""
        return self.needed | self.uses_later
