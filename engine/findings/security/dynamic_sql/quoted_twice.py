"""Text is quoted twice: the inner quotes become part of the name or of the value."""

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
        if any(_is_twice(each) for each in hole_contexts(executed.value)):
            yield Hit(site.unit.place(executed.span), "Text in dynamic SQL is quoted twice.")


def _is_twice(context: HoleContext) -> bool:
    hole = context.hole
    if hole.quoting is Quoting.LITERAL:
        opens = context.touching.endswith("'") and context.after.startswith("'")
        return opens and context.is_in_literal
    return hole.quoting is Quoting.NAME and hole.is_requoted


_HEAD = "CREATE FUNCTION mark(p_table text, p_name text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN "

RULE = FindingRule(
    id="SEC006",
    name="quoted-twice",
    family="misquoted_dynamic_sql",
    category="security",
    severity=Severity.MEDIUM,
    cwe=116,
    node=Body,
    check=_check,
    sentence="Text that is quoted already is quoted again.",
    hint="Quote once, in the place where the statement is put together.",
    effort_minutes=10,
    positive=(
        _HEAD + "EXECUTE format('DROP TABLE %I', quote_ident(p_table)); END $$;",
        _HEAD + "EXECUTE 'SELECT 1 FROM item WHERE name = ''' || quote_literal(p_name) || ''''; END $$;",
    ),
    near_miss=(
        _HEAD + "EXECUTE format('DROP TABLE %s', quote_ident(p_table)); END $$;",
        _HEAD + "EXECUTE 'SELECT 1 FROM item WHERE name = ' || quote_literal(p_name); END $$;",
    ),
)
