"""The fields that a query may name: one declaration each. A new field is a new line here."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from engine.review.standing import State


class Type(StrEnum):
    """How a field's values are read and compared."""

    TEXT = "text"
    NUMBER = "number"
    SHARE = "share"  # 0.9 or 90%
    FLAG = "flag"
    TIME = "time"  # a date, a moment, or an age such as 2h
    WORDS = "words"  # any number of them: `:` and `=` ask whether one is there
    PEOPLE = "people"  # names; `me` is whoever asks


KINDS: Mapping[Type, str] = {
    Type.TEXT: "a text",
    Type.NUMBER: "a number",
    Type.SHARE: "a share",
    Type.FLAG: "true or false",
    Type.TIME: "a time",
    Type.WORDS: "a list of words",
    Type.PEOPLE: "a list of people",
}


@dataclass(frozen=True, slots=True)
class Field:
    """`sql` gives the value of a row; for words and people it gives a JSON list, and `ids` those of the people."""

    name: str
    type: Type
    meaning: str
    sql: str
    values: tuple[str, ...] = ()
    ids: str = ""


def _people(name: str, meaning: str, ids: str) -> Field:
    return Field(name, Type.PEOPLE, meaning, _NAMES_OF.format(ids=ids), ids=ids)


FINAL = "('approved', 'written', 'rejected')"
_NAMES_OF = "(SELECT coalesce(json_group_array(coalesce(p.name, e.value)), '[]') FROM json_each({ids}) e LEFT JOIN people p ON p.id = e.value)"  # noqa: E501
_ALIKE = "(SELECT count(*) FROM conversions o WHERE o.project = c.project AND o.form = c.form AND NOT o.gone)"
_OPEN_OFFERS = "(SELECT count(*) FROM proposals p WHERE p.conversion = c.id AND p.state = 'open')"
_REMARKS = "(SELECT count(*) FROM comments m WHERE m.conversion = c.id AND NOT m.taken_back)"
_SCHEMA = (
    "iif(instr(c.name, '.') BETWEEN 2 AND instr(c.name || '(', '('), substr(c.name, 1, instr(c.name, '.') - 1), '')"
)

_ALL = (
    Field("id", Type.NUMBER, "the unit's number", "c.id"),
    Field("name", Type.TEXT, "the unit's name with its argument types", "c.name"),
    Field("kind", Type.TEXT, "function, table, view, trigger, …", "c.kind"),
    Field("schema", Type.TEXT, "the schema that the unit is in", _SCHEMA),
    Field("language", Type.TEXT, "the language of a routine", "c.language"),
    Field("entity", Type.TEXT, "the entity that the unit belongs to", "coalesce(c.entity, '')"),
    Field(
        "source",
        Type.TEXT,
        "the path of its file in the folder",
        "(SELECT s.path FROM sources s WHERE s.id = c.source)",
    ),
    Field("state", Type.TEXT, "where it stands in review", "r.state", tuple(State)),
    Field(
        "verdict",
        Type.TEXT,
        "what is known about the spec and its SQL",
        "r.verdict",
        ("proved", "proved-if", "tested", "refuted", "unverified"),
    ),
    Field("lane", Type.TEXT, "who looks at it", "r.lane", ("auto", "spot", "review")),
    Field("risk", Type.WORDS, "the policy's risk words that were found", "r.risk"),
    Field("coverage", Type.SHARE, "the share that steps account for", "r.coverage"),
    Field("raw", Type.NUMBER, "how many steps are raw SQL", "r.raw"),
    Field("lines", Type.NUMBER, "how long its SQL is", "r.lines"),
    _people("author", "who wrote the text in review", "iif(r.author IS NULL, '[]', json_array(r.author))"),
    _people("asked", "whom it is assigned to or flagged for, else whose turn it is", "r.asked"),
    Field("approvals", Type.NUMBER, "how many said yes", "json_array_length(r.standing, '$.approvals')"),
    Field("proposals", Type.NUMBER, "how many proposals are open", _OPEN_OFFERS),
    Field("comments", Type.NUMBER, "how many remarks there are", _REMARKS),
    Field("cluster", Type.TEXT, "what it shares with units that are alike", "coalesce(substr(c.form, 1, 12), '')"),
    Field("alike", Type.NUMBER, "how many units are like it, itself counted", f"iif(c.form IS NULL, 1, {_ALIKE})"),
    Field("open", Type.FLAG, "nobody has decided for good", f"(r.state NOT IN {FINAL})"),
    Field("drift", Type.FLAG, "its SQL changed after a decision", "(r.state = 'drifted')"),
    Field("fault", Type.FLAG, "it has an error", "(c.error IS NOT NULL)"),
    Field("changed", Type.TIME, "when anything about it changed", "max(c.changed, r.moved)"),
)
FIELDS: Mapping[str, Field] = {field.name: field for field in _ALL}
