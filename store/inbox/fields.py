"""The fields of a query, one declaration each: to add a field, add a line."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from engine.review.standing import ReviewState


class FieldType(StrEnum):
    """How the values of a field are read and compared."""

    TEXT = "text"
    NUMBER = "number"
    SHARE = "share"  # 0.9 or 90%
    FLAG = "flag"
    TIME = "time"  # a date, a moment, or an age such as 2h
    WORDS = "words"  # any number of them: `:` and `=` ask whether one is among them
    PEOPLE = "people"  # names; `me` is the caller


KINDS: Mapping[FieldType, str] = {
    FieldType.TEXT: "a text",
    FieldType.NUMBER: "a number",
    FieldType.SHARE: "a share",
    FieldType.FLAG: "true or false",
    FieldType.TIME: "a time",
    FieldType.WORDS: "a list of words",
    FieldType.PEOPLE: "a list of people",
}


@dataclass(frozen=True, slots=True)
class QueryField:
    """A field; `sql` is its value in a row, a JSON list for words and people; `ids` is the list of people's ids."""

    name: str
    type: FieldType
    meaning: str
    sql: str
    values: tuple[str, ...] = ()
    ids: str = ""


def _people(name: str, meaning: str, ids: str) -> QueryField:
    return QueryField(name, FieldType.PEOPLE, meaning, _NAMES_OF.format(ids=ids), ids=ids)


FINAL = "('approved', 'written', 'rejected')"
_NAMES_OF = "(SELECT coalesce(json_group_array(coalesce(p.name, e.value)), '[]') FROM json_each({ids}) e LEFT JOIN people p ON p.id = e.value)"  # noqa: E501
_ALIKE = "(SELECT count(*) FROM conversions o WHERE o.project = c.project AND o.shape = c.shape AND NOT o.gone)"
_APPROVALS = "json_array_length(r.standing, '$.approvals')"
_OPEN_OFFERS = "(SELECT count(*) FROM proposals p WHERE p.conversion = r.conversion AND p.state = 'open')"
_EDITED = (
    "EXISTS (SELECT 1 FROM proposals p WHERE p.conversion = r.conversion AND p.state = 'open' AND p.analyst = 'file')"
)
_REMARKS = "(SELECT count(*) FROM comments m WHERE m.conversion = r.conversion AND NOT m.taken_back)"
_SCHEMA = (
    "iif(instr(r.name, '.') BETWEEN 2 AND instr(r.name || '(', '('), substr(r.name, 1, instr(r.name, '.') - 1), '')"
)
_STATEMENTS = (
    "iif(r.statement_of IS NULL OR r.folded OR r.state <> 'converted' OR r.verdict <> 'proved', 0,"
    " (SELECT count(*) FROM reviews o WHERE o.statement_of = r.statement_of AND o.folded = 1"
    " AND o.gone = 0 AND o.state = 'converted' AND o.verdict = 'proved'))"
)
_CONFIDENCE = (
    "coalesce((SELECT s.confidence FROM learning_scores s WHERE s.conversion = r.conversion),"
    " (SELECT a.confidence FROM auto_lane a WHERE a.conversion = r.conversion AND a.act IS NOT NULL))"
)

_ALL = (
    QueryField("id", FieldType.NUMBER, "the unit's number", "r.conversion"),
    QueryField("name", FieldType.TEXT, "the unit's name with its argument types", "r.name"),
    QueryField("kind", FieldType.TEXT, "function, table, view, trigger, …", "r.kind"),
    QueryField("schema", FieldType.TEXT, "the schema that the unit is in", _SCHEMA),
    QueryField("language", FieldType.TEXT, "the language of a routine", "c.language"),
    QueryField("entity", FieldType.TEXT, "the entity that the unit belongs to", "coalesce(c.entity, '')"),
    QueryField(
        "source",
        FieldType.TEXT,
        "the path of its file in the folder",
        "(SELECT s.path FROM sources s WHERE s.id = c.source)",
    ),
    QueryField("state", FieldType.TEXT, "its state in review", "r.state", tuple(ReviewState)),
    QueryField(
        "verdict",
        FieldType.TEXT,
        "what is known about the spec and its SQL",
        "r.verdict",
        ("proved", "proved-if", "tested", "refuted", "unverified"),
    ),
    QueryField("lane", FieldType.TEXT, "who looks at it", "r.lane", ("auto", "spot", "review")),
    QueryField("confidence", FieldType.SHARE, "how likely a reviewer accepts it unchanged", _CONFIDENCE),
    QueryField("risk", FieldType.WORDS, "the policy's risk words that were found", "r.risk"),
    QueryField("coverage", FieldType.SHARE, "the share that steps account for", "r.coverage"),
    QueryField("raw", FieldType.NUMBER, "how many steps are raw SQL", "r.raw"),
    QueryField("lines", FieldType.NUMBER, "how long its SQL is", "r.lines"),
    _people("author", "who wrote the text in review", "iif(r.author IS NULL, '[]', json_array(r.author))"),
    _people("asked", "whom it is assigned to or flagged for, else who is asked by the policy", "r.asked"),
    QueryField("approvals", FieldType.NUMBER, "how many approvals it has", _APPROVALS),
    QueryField("proposals", FieldType.NUMBER, "how many proposals are open", _OPEN_OFFERS),
    QueryField("comments", FieldType.NUMBER, "how many comments it has", _REMARKS),
    QueryField("cluster", FieldType.TEXT, "what it shares with similar units", "coalesce(substr(c.shape, 1, 12), '')"),
    QueryField(
        "alike", FieldType.NUMBER, "how many units are like it, including itself", f"iif(c.shape IS NULL, 1, {_ALIKE})"
    ),
    QueryField(
        "open",
        FieldType.FLAG,
        "no final decision yet, or an undecided edit of its spec file; a definition that counts, not folded",
        f"(r.superseded = 0 AND r.folded = 0 AND (r.state NOT IN {FINAL} OR {_EDITED}))",
    ),
    QueryField("edited", FieldType.FLAG, "its spec file was edited, and nobody has decided on the edit", _EDITED),
    QueryField("superseded", FieldType.FLAG, "a later definition of it counts", "(r.superseded = 1)"),
    QueryField("earlier", FieldType.NUMBER, "how many earlier definitions it replaces", "r.earlier"),
    QueryField("folded", FieldType.FLAG, "the row of another statement of its file includes it", "(r.folded = 1)"),
    QueryField("statements", FieldType.NUMBER, "how many folded statements it includes", _STATEMENTS),
    QueryField("drift", FieldType.FLAG, "its SQL changed after a decision", "(r.state = 'drifted')"),
    QueryField("fault", FieldType.FLAG, "it has an error", "(c.error IS NOT NULL)"),
    QueryField("changed", FieldType.TIME, "when anything about it changed", "max(c.changed, r.moved)"),
)
FIELDS: Mapping[str, QueryField] = {field.name: field for field in _ALL}
