"""Created and updated, at and by: at least two of them are declared or kept, or one by a trigger."""

from collections.abc import Iterable, Iterator

from pglast import ast

from engine.analysis.expressions import column_path
from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import ProjectFacts
from engine.patterns.detector import Detector, PatternEvidence
from engine.patterns.questions.calls import names_caller, reads_clock
from engine.patterns.questions.changes import TableChange, inserts, updates
from engine.patterns.questions.refusals import step_expression
from engine.patterns.questions.tables import declared_columns
from engine.patterns.questions.triggers import is_trigger, row_assignments

_CREATED = ("creat", "insert", "added", "entered")
_UPDATED = ("updat", "modif", "chang", "edit", "lastmod", "last_mod", "last_upd")
_MOMENT = ("at", "on", "date", "time", "timestamp", "ts", "when", "stamp", "dt", "utc")
_PERSON = ("by", "user", "usr", "username", "who", "userid", "id")


def _detect(unit: ParsedUnit, _: ProjectFacts) -> Iterator[PatternEvidence]:
    columns = [column for column in declared_columns(unit) if _role(column.name)]
    if _is_enough(column.name for column in columns):
        yield PatternEvidence(columns[0].span, {"fields": ", ".join(column.name for column in columns)}, 0.93)
    if is_trigger(unit):
        for name, step in row_assignments(unit):
            value = step_expression(step.value)
            if _role(name) and (reads_clock(value) or names_caller(value) or _is_kept(step.value.text)):
                yield PatternEvidence(unit.body_span(step.span), {"fields": name}, 0.93)
    for change in (*updates(unit), *inserts(unit)):
        names = [name for name, value in change.values.items() if _role(name) and not _is_carried_over(change, value)]
        if _is_enough(names):
            yield PatternEvidence(change.span, {"fields": ", ".join(names)}, 0.75)


def _is_carried_over(change: TableChange, value: object) -> bool:
    """A column of the table that INSERT … SELECT reads: the row is moved, and keeps what it had."""
    query = getattr(change.node, "selectStmt", None)
    return isinstance(query, ast.SelectStmt) and bool(query.fromClause) and bool(column_path(value))


def _is_enough(names: Iterable[str]) -> bool:
    return len({_role(name) for name in names}) >= 2


def _is_kept(text: str) -> bool:
    """`NEW.created_at := OLD.created_at` maintains a column too."""
    return text.strip().lower().startswith("old.")


def _role(name: str) -> str:
    """`created_at`, `updated_by` and so on, whatever the words; empty for other columns."""
    words = [word for word in name.lower().split("_") if word]
    what = next((each for each in (_CREATED, _UPDATED) if any(word.startswith(each) for word in words)), None)
    if what is None:
        return ""
    rest = words[1:] if len(words) > 1 else []
    if any(word in _MOMENT for word in rest) or (not rest and words[0] in {"created", "updated", "modified"}):
        return f"{what[0]}_at"
    if any(word in _PERSON for word in rest):
        return f"{what[0]}_by"
    return ""


DETECTOR = Detector(
    pattern="audit_columns",
    category="audit",
    sentence="Keeps who created or changed a row, and when.",
    detect=_detect,
    positive=(
        """CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN NEW.updated_at := now(); NEW.updated_by := current_user; RETURN NEW; END $$;""",
        "CREATE TABLE doc (id int, created_at timestamptz DEFAULT now(), updated_at timestamptz);",
    ),
    near_miss=(
        "CREATE TABLE doc (id int, created_at timestamptz DEFAULT now());",
        "INSERT INTO doc (id, created_at, updated_at) SELECT id, created_at, updated_at FROM old_doc;",
    ),
)
