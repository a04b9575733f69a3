"""A name is quoted as a literal: the statement fails, or names something else."""

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
        if any(_is_misquoted(each) for each in hole_contexts(executed.value)):
            yield Hit(site.unit.place(executed.span), "A name in dynamic SQL is quoted as a literal.")


def _is_misquoted(context: HoleContext) -> bool:
    if context.hole.quoting is not Quoting.LITERAL or context.before.lstrip().upper().startswith("COPY"):
        return False
    return context.follows_name_keyword or context.is_path_part


_HEAD = "CREATE FUNCTION count_rows(p_table text, p_name text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN "

RULE = FindingRule(
    id="SEC003",
    name="name-quoted-as-literal",
    family="misquoted_dynamic_sql",
    category="security",
    severity=Severity.MEDIUM,
    cwe=116,
    node=Body,
    check=_check,
    sentence="quote_literal or %L is used where a statement needs a name.",
    hint="Use quote_ident or %I for names of tables, columns and schemas.",
    effort_minutes=10,
    positive=(
        _HEAD + "EXECUTE format('DELETE FROM %L', p_table); END $$;",
        _HEAD + "EXECUTE 'DROP TABLE ' || quote_literal(p_table); END $$;",
        _HEAD + "EXECUTE format('SELECT * FROM audit.%L', p_table); END $$;",
    ),
    near_miss=(
        _HEAD + "EXECUTE format('DELETE FROM %I WHERE name = %L', p_table, p_name); END $$;",
        _HEAD + "EXECUTE format('COPY item FROM %L', p_name); END $$;",
        _HEAD + "EXECUTE format('SELECT 1 WHERE a IS DISTINCT FROM %L', p_name); END $$;",
    ),
)
