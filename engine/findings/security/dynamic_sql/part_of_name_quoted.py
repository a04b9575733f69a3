"""Only a part of a name is quoted, or a dotted name is quoted as one."""

from collections.abc import Iterator

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import StepSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit
from engine.findings.taint.flow import executed_texts
from engine.findings.taint.quoting_context import HoleContext, hole_contexts
from engine.findings.taint.text_pieces import Quoting
from engine.plpgsql.tree import Body


def _check(site: StepSite, facts: ProjectFacts) -> Iterator[Hit]:
    for executed in executed_texts(site.unit, facts):
        message = next(filter(None, map(_message, hole_contexts(executed.value))), None)
        if message:
            yield Hit(site.unit.place(executed.span), message)


def _message(context: HoleContext) -> str | None:
    if context.hole.quoting is not Quoting.NAME or context.hole.origin is None or context.is_in_literal:
        return None
    if context.hole.is_path:
        return "A schema and a name are quoted together as one name."
    if context.is_word_part:
        return "Only a part of a name is quoted: quotes end up in the middle of it."
    return None


_HEAD = "CREATE FUNCTION archive(p_schema text, p_table text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN "

RULE = FindingRule(
    id="SEC005",
    name="part-of-name-quoted",
    family="misquoted_dynamic_sql",
    category="security",
    severity=Severity.MEDIUM,
    cwe=116,
    node=Body,
    check=_check,
    sentence="A name is put together after it was quoted, so it breaks as soon as quotes are needed.",
    hint="Put the whole name together first, then quote it; quote the schema and the name apart: format('%I.%I').",
    effort_minutes=10,
    positive=(
        _HEAD + "EXECUTE format('CREATE TABLE old_%I ()', p_table); END $$;",
        _HEAD + "EXECUTE 'DROP TABLE ' || quote_ident(p_table) || '_old'; END $$;",
        _HEAD + "EXECUTE 'DROP TABLE ' || quote_ident(p_schema || '.' || p_table); END $$;",
    ),
    near_miss=(
        _HEAD + "EXECUTE format('CREATE TABLE %I ()', 'old_' || p_table); END $$;",
        _HEAD + "EXECUTE format('DROP TABLE %I.%I', p_schema, p_table); END $$;",
        _HEAD + "EXECUTE 'DROP TABLE ' || quote_ident(p_table || '_old'); END $$;",
    ),
)
