"""Parse a query: `state=converted and (risk:tax or coverage<90%) not fault`."""

from store.inbox import query_suggestions, values
from store.inbox.fields import FIELDS, KINDS, FieldType, QueryField
from store.inbox.query_error import QueryError
from store.inbox.tokens import LONGEST, QueryToken, tokens
from store.inbox.tree import And, Compare, FlagTerm, Node, Not, Or, SortKey, WordTerm

DEEPEST = 50
ALL_FIELDS = f"Fields are {', '.join(FIELDS)}."
JOINING = {"&": "and", "|": "or"}
FITTING = {
    FieldType.TEXT: ("=", "!=", ":", "~", "!~", "in"),
    FieldType.NUMBER: ("=", "!=", "<", "<=", ">", ">=", "in"),
    FieldType.SHARE: ("=", "!=", "<", "<=", ">", ">="),
    FieldType.FLAG: ("=", "!="),
    FieldType.TIME: ("<", "<=", ">", ">="),
    FieldType.WORDS: ("=", "!=", ":", "in"),
    FieldType.PEOPLE: ("=", "!=", ":", "in"),
}


def parse(query: str) -> Node | None:
    """Return the tree of a query; None for an empty one, which finds everything."""
    return _Parser(query).whole()


def parse_order(text: str) -> tuple[SortKey, ...]:
    """Return the fields to sort by, separated by commas; a `-` before one reverses it."""
    if len(text) > LONGEST:
        raise QueryError(f"An order has up to {LONGEST} characters.", "Shorten it.", LONGEST)
    orders, place = [], 0
    for part in text.split(","):
        name = part.strip()
        if name:
            field = _known(name.removeprefix("-").lower() or name, place + len(part) - len(part.lstrip()))
            orders.append(SortKey(field.name, name.startswith("-")))
        place += len(part) + 1
    return tuple(orders)


class _Parser:
    """Recursive descent: or, and, not, then one comparison, word or group."""

    def __init__(self, query: str) -> None:
        self._tokens = list(tokens(query))
        self._at = 0
        self._depth = 0

    def whole(self) -> Node | None:
        if self._next.kind == "end":
            return None
        tree = self._any()
        if self._next.kind != "end":
            raise _unexpected(self._next)
        return tree

    @property
    def _next(self) -> QueryToken:
        return self._tokens[self._at]

    def _take(self) -> QueryToken:
        token = self._next
        self._at += token.kind != "end"
        return token

    def _takes(self, *texts: str) -> bool:
        """Take the next token if it is one of these signs or words."""
        fits = self._next.kind in ("sign", "word") and self._next.text.lower() in texts
        self._at += fits
        return fits

    def _any(self) -> Node:
        parts = [self._all()]
        while self._takes("|", "or"):
            parts.append(self._all())
        if len(parts) == 1:
            return parts[0]
        return Or(tuple(parts))

    def _all(self) -> Node:
        parts = [self._one()]
        while self._takes("&", "and") or self._goes_on():
            parts.append(self._one())
        if len(parts) == 1:
            return parts[0]
        return And(tuple(parts))

    def _goes_on(self) -> bool:
        token = self._next
        if token.kind == "sign":
            return token.text in "(!"
        return token.kind == "quoted" or (token.kind == "word" and token.text.lower() != "or")

    def _one(self) -> Node:
        self._depth += 1
        if self._depth > DEEPEST:
            raise QueryError("This query is nested too deeply.", "Use fewer parentheses.", self._next.position)
        found = self._prefixed()
        self._depth -= 1
        return found

    def _prefixed(self) -> Node:
        if self._takes("!", "not"):
            return Not(self._one())
        if self._takes("("):
            return self._group()
        return self._term()

    def _group(self) -> Node:
        inside = self._any()
        if not self._takes(")"):
            raise QueryError("A parenthesis is not closed.", "Add a ).", self._next.position)
        return inside

    def _term(self) -> Node:
        token = self._take()
        if token.kind == "quoted":
            return WordTerm(token.text)
        if token.kind != "word":
            raise _unexpected(token)
        if self._next.kind == "operator" or self._is_in():
            return self._comparison(token)
        field = FIELDS.get(token.text.lower())
        if field and field.type is FieldType.FLAG:
            return FlagTerm(field.name)
        return WordTerm(token.text)

    def _is_in(self) -> bool:
        follows = self._tokens[self._at + 1 : self._at + 2]
        is_in = self._next.kind == "word" and self._next.text.lower() == "in"
        return is_in and bool(follows) and (follows[0].kind, follows[0].text) == ("sign", "(")

    def _comparison(self, name: QueryToken) -> Node:
        field = _known(name.text.lower(), name.position)
        operator = self._take()
        if ours := query_suggestions.find_usual_operator(operator, self._next):
            sentence = f"There is no comparison {operator.text}{self._next.text}."
            raise QueryError(sentence, f"Write {field.name} {ours} …", operator.position)
        if operator.text.lower() not in FITTING[field.type]:
            fitting = " ".join(FITTING[field.type])
            sentence = f"{field.name} is {KINDS[field.type]} and cannot be compared with {operator.text}."
            raise QueryError(sentence, f"Use one of {fitting}.", operator.position)
        if operator.text.lower() == "in":
            return Compare(field.name, "=", self._listed(field))
        return Compare(field.name, operator.text, self._values(field, operator.text))

    def _listed(self, field: QueryField) -> tuple[str, ...]:
        self._take()
        listed = self._values(field, "=")
        if not self._takes(")"):
            raise QueryError("The list is not closed.", "Add a ).", self._next.position)
        return listed

    def _values(self, field: QueryField, operator: str) -> tuple[str, ...]:
        found = [self._value(field, operator)]
        while self._takes(","):
            found.append(self._value(field, operator))
        return tuple(found)

    def _value(self, field: QueryField, operator: str) -> str:
        token = self._take()
        if token.kind not in ("word", "quoted"):
            raise QueryError(f"A value for {field.name} is missing.", _example(field), token.position)
        words = [token.text]
        # `state=in review` needs no quotes: the words of a known value are read together.
        while token.kind == "word" and self._next.kind == "word" and _begins(field, [*words, self._next.text]):
            words.append(self._take().text)
        try:
            return values.checked(field, operator, " ".join(words))
        except values.ValueRefused as refused:
            raise QueryError(refused.sentence, refused.hint, token.position) from refused


def _begins(field: QueryField, words: list[str]) -> bool:
    written = " ".join(words).lower()
    return any(value == written or value.startswith(f"{written} ") for value in field.values)


def _example(field: QueryField) -> str:
    if field.values:
        return f"One of {', '.join(field.values)}."
    return f"It is {field.meaning}."


def _known(name: str, position: int) -> QueryField:
    field = FIELDS.get(name)
    if field is None:
        hints = (query_suggestions.explain_value(name), query_suggestions.suggest_field(name), ALL_FIELDS)
        raise QueryError(f"There is no field {name}.", next(filter(None, hints)), position)
    return field


def _unexpected(token: QueryToken) -> QueryError:
    if token.kind == "end":
        return QueryError("The query ends too early.", "A field, a word or ( was expected.", token.position)
    sentence = f"{token.text} does not fit here."
    if token.text in JOINING:
        return QueryError(
            sentence, f"One {token.text} between two parts, or the word {JOINING[token.text]}.", token.position
        )
    return QueryError(sentence, "A field, a word or ( was expected.", token.position)
