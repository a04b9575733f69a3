"""Something is made known to others: by a notification, or by a row that somebody else picks up."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.expressions import function_name
from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import ProjectFacts
from engine.patterns.detector import Detector, PatternEvidence
from engine.patterns.questions.changes import inserts, statement_span

_BOXES = (
    "outbox",
    "notification",
    "notifications",
    "mail_queue",
    "email_queue",
    "event_queue",
    "message_queue",
    "webhook",
)
_SENDING = frozenset({"add_job", "send", "send_mail", "enqueue", "publish"})


def _detect(unit: ParsedUnit, _: ProjectFacts) -> Iterator[PatternEvidence]:
    for site in unit.sites(ast.NotifyStmt):
        yield PatternEvidence(statement_span(site), {"channel": site.node.conditionname or ""}, 0.98)
    for site in unit.sites(ast.FuncCall):
        if function_name(site.node) == "pg_notify":
            yield PatternEvidence(statement_span(site), {}, 0.98)
        elif function_name(site.node) in _SENDING and len(site.node.funcname) == 2:
            yield PatternEvidence(statement_span(site), {}, 0.7)
    for change in inserts(unit):
        if change.table.endswith(_BOXES) or change.table.startswith(_BOXES):
            yield PatternEvidence(change.span, {"table": change.table}, 0.85)


DETECTOR = Detector(
    pattern="notify_outbox",
    category="notification",
    sentence="Makes something known to others.",
    detect=_detect,
    positive=(
        "CREATE FUNCTION tell(p text) RETURNS void LANGUAGE sql AS $$ SELECT pg_notify('news', p) $$;",
        (
            "CREATE FUNCTION send(t text, b text) RETURNS void LANGUAGE sql AS "
            "$$ INSERT INTO outbox (topic, body) VALUES (t, b) $$;"
        ),
    ),
    near_miss=(
        "CREATE FUNCTION subscribe(p int) RETURNS void LANGUAGE sql AS $$ INSERT INTO reader (usr) VALUES (p) $$;",
    ),
)
