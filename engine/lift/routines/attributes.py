"""The attributes of a routine, in any order, each read by its own function."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.lift.lift_context import UnliftableError
from engine.lift.routines.header_words import HeaderWords
from engine.plpgsql.tree import Token
from engine.spec.document.action import Traits

RESULT_END = frozenset({
    "language", "as", "immutable", "stable", "volatile", "strict", "called", "returns", "security", "external",
    "leakproof", "not", "window", "cost", "rows", "support", "set", "parallel", "transform", "begin", "return", ";",
})  # fmt: skip


@dataclass(slots=True)
class Attributes:
    """The attributes read so far; `form` says whether the body is in a literal or after the header."""

    traits: dict[str, Any] = field(default_factory=dict)
    settings: list[tuple[str, str]] = field(default_factory=list)
    literals: list[Token] = field(default_factory=list)
    form: str = "quoted"

    @property
    def language(self) -> str:
        return self.traits.get("language", "")

    def written(self) -> Traits:
        """The traits of the action."""
        return Traits(**self.traits, set=tuple(self.settings))


def read_attributes(words: HeaderWords, *, replaces: bool) -> Attributes:
    """Read the attributes up to the end of the statement, or to a body that is not a literal."""
    found = Attributes({"replace": True} if replaces else {})
    seen: set[Form] = set()
    while words.word() not in {"", ";"} and found.form == "quoted":
        word = words.word()
        form = _FORMS.get(word)
        if form is None:
            raise UnliftableError(f'"{word}" is not a known attribute of a routine')
        if form in seen:
            raise UnliftableError(f"an attribute is given twice, the second time as {word.upper()}")
        if form is not _setting:
            seen.add(form)
        words.at += 1
        form(words, found)
    if found.literals and found.form != "quoted":
        raise UnliftableError("the body is given twice")
    return found


def normalize_language(written: str) -> str:
    """Return a language as the server knows it: a name without quotes, or else the quoted text."""
    bare = written.strip("'\"").lower()
    if bare.isidentifier():
        return bare
    return written


Form = Callable[[HeaderWords, Attributes], None]


def _language(words: HeaderWords, found: Attributes) -> None:
    found.traits["language"] = normalize_language(words.next())


def _body_literals(words: HeaderWords, found: Attributes) -> None:
    found.literals.append(words.tokens[words.at])
    words.at += 1
    if words.accept(","):
        found.literals.append(words.tokens[words.at])
        words.at += 1


def _body_atomic(words: HeaderWords, found: Attributes) -> None:
    words.take("atomic")
    found.form = "atomic"


def _body_return(_words: HeaderWords, found: Attributes) -> None:
    found.form = "return"


def _volatility(words: HeaderWords, found: Attributes) -> None:
    word = words.word(-1)
    if word != "volatile":
        found.traits["volatility"] = word


def _strict(words: HeaderWords, found: Attributes) -> None:
    if words.word(-1) == "returns":
        words.take("null", "on", "null", "input")
    found.traits["strict"] = True


def _called(words: HeaderWords, found: Attributes) -> None:
    words.take("on", "null", "input")
    found.traits["strict"] = False


def _security(words: HeaderWords, found: Attributes) -> None:
    words.accept("security")  # after EXTERNAL
    found.traits["security"] = words.next().lower()


def _leakproof(words: HeaderWords, found: Attributes) -> None:
    negated = words.word(-1) == "not"
    if negated:
        words.take("leakproof")
    found.traits["leakproof"] = not negated


def _window(_words: HeaderWords, found: Attributes) -> None:
    found.traits["window"] = True


def _cost(words: HeaderWords, found: Attributes) -> None:
    found.traits["cost"] = words.number()


def _rows(words: HeaderWords, found: Attributes) -> None:
    found.traits["rows"] = words.number()


def _support(words: HeaderWords, found: Attributes) -> None:
    found.traits["support"] = words.path()


def _parallel(words: HeaderWords, found: Attributes) -> None:
    found.traits["parallel"] = words.next().strip('"').lower()


def _transform(words: HeaderWords, found: Attributes) -> None:
    types: list[str] = []
    while not types or words.accept(","):
        words.take("for", "type")
        types.append(words.until(RESULT_END | {","}))
    found.traits["transform"] = tuple(types)


def _setting(words: HeaderWords, found: Attributes) -> None:
    name = words.path()
    if words.accept("from", "current"):
        value = "FROM CURRENT"
    elif words.accept("=") or words.accept("to"):
        start = words.at
        words.number()
        while words.accept(","):
            words.number()
        value = words.written(start)
    else:
        raise UnliftableError(f"SET {name.upper()} has an unusual form")
    if name in dict(found.settings):
        raise UnliftableError(f"SET {name} is given twice")
    found.settings.append((name, value))


_FORMS: Mapping[str, Form] = {
    "as": _body_literals,
    "begin": _body_atomic,
    "called": _called,
    "cost": _cost,
    "external": _security,
    "immutable": _volatility,
    "language": _language,
    "leakproof": _leakproof,
    "not": _leakproof,
    "parallel": _parallel,
    "return": _body_return,
    "returns": _strict,
    "rows": _rows,
    "security": _security,
    "set": _setting,
    "stable": _volatility,
    "strict": _strict,
    "support": _support,
    "transform": _transform,
    "volatile": _volatility,
    "window": _window,
}
