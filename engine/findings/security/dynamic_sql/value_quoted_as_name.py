"""A value is quoted as a name: inside quotes, or on the right of a comparison."""

import re
from collections.abc import Iterator

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import StepSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit
from engine.findings.taint.flow import executed_texts
from engine.findings.taint.quoting_context import HoleContext, hole_contexts
from engine.findings.taint.text_pieces import Quoting, TextOrigin
from engine.plpgsql.tree import Body

# Functions and casts that read the text in quotes as a name.
_READS_NAME = re.compile(
    r"(?:\b(?:nextval|setval|currval|to_reg\w+|pg_\w+|has_\w+)\s*\(\s*(?:E)?'[^']*)\Z", re.IGNORECASE
)
_CAST = re.compile(r"[^']*'\s*\)?\s*::\s*reg", re.IGNORECASE)
_NAMES_OBJECT = re.compile(r"col|field|key|attr|name|tab|tbl|schema|alias|ident|pk|rel", re.IGNORECASE)


def _check(site: StepSite, facts: ProjectFacts) -> Iterator[Hit]:
    for executed in executed_texts(site.unit, facts):
        if any(_is_misquoted(each) for each in hole_contexts(executed.value)):
            yield Hit(site.unit.place(executed.span), "A value in dynamic SQL is quoted as a name.")


def _is_misquoted(context: HoleContext) -> bool:
    hole = context.hole
    if hole.quoting is not Quoting.NAME or hole.origin is None:
        return False
    if context.is_in_literal:
        in_text = _READS_NAME.search(context.before) or _CAST.match(context.rest)
        return not in_text and bool(re.search(r"(?:=|<>|LIKE|\(|,)\s*E?'[^']*\Z", context.before, re.IGNORECASE))
    names_object = _NAMES_OBJECT.search(hole.source)
    return context.is_compared and not context.is_path_part and hole.origin is TextOrigin.PARAMETER and not names_object


_HEAD = "CREATE FUNCTION find_rows(p_table text, p_city text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN "

RULE = FindingRule(
    id="SEC004",
    name="value-quoted-as-name",
    family="misquoted_dynamic_sql",
    category="security",
    severity=Severity.MEDIUM,
    cwe=116,
    node=Body,
    check=_check,
    sentence="quote_ident or %I is used where a statement needs a value.",
    hint="Pass values with USING, or quote them with quote_literal or %L, without quotes of your own.",
    effort_minutes=10,
    positive=(
        _HEAD + "EXECUTE format('DELETE FROM item WHERE city = ''%I''', p_city); END $$;",
        _HEAD + "EXECUTE 'DELETE FROM item WHERE city = ' || quote_ident(p_city); END $$;",
    ),
    near_miss=(
        _HEAD + "EXECUTE format('DELETE FROM item WHERE city = %L', p_city); END $$;",
        _HEAD + "EXECUTE format('SELECT nextval(''%I'')', p_table); END $$;",
        _HEAD + "EXECUTE format('SELECT ''%I''::regclass', p_table); END $$;",
        _HEAD + "EXECUTE format('SELECT 1 FROM a, %1$I WHERE a.id = %1$I.id', p_table); END $$;",
    ),
)
