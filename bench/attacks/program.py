"""A PL/pgSQL routine as pieces of text and references to bindings, so that a name can be changed at will."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Ref:
    """An identifier of the text that means a binding."""

    binding: int
    declares: bool = False


Piece = str | Ref


@dataclass
class Binding:
    """A name that a program binds; `kind` is what it is, `scope` the visible block it was declared in."""

    number: int
    kind: str
    type: str


@dataclass
class Program:
    """Pieces of text, the names of the bindings, and how to call what they make."""

    header: list[Piece] = field(default_factory=list)
    body: list[Piece] = field(default_factory=list)
    bindings: list[Binding] = field(default_factory=list)
    names: dict[int, str] = field(default_factory=dict)
    calls: tuple[str, ...] = ()
    setup: str = ""
    tail: str = "LANGUAGE plpgsql"

    def text(self, names: dict[int, str] | None = None, spelled: dict[int, str] | None = None) -> str:
        """The text under names; `spelled` gives single occurrences another spelling, by their place."""
        names = names or self.names
        spelled = spelled or {}
        pieces = [*self.header, f" {self.tail} AS $fn$ ", *self.body, " $fn$;"]
        return "".join(
            spelled.get(at, names[piece.binding]) if isinstance(piece, Ref) else piece
            for at, piece in enumerate(pieces)
        )

    def places(self) -> list[int]:
        """Where the occurrences of bindings are among the pieces."""
        pieces = [*self.header, "", *self.body, ""]
        return [at for at, piece in enumerate(pieces) if isinstance(piece, Ref)]
