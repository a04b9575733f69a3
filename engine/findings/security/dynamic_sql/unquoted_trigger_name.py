"""The name of the trigger's table is put into a statement without quotes."""

from collections.abc import Iterator

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import StepSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit
from engine.findings.taint.flow import executed_texts
from engine.findings.taint.text_pieces import Hole, Quoting
from engine.plpgsql.tree import Body

_NAMES = frozenset({"TG_TABLE_NAME", "TG_TABLE_SCHEMA", "TG_RELNAME", "TG_NAME"})


def _check(site: StepSite, facts: ProjectFacts) -> Iterator[Hit]:
    for executed in executed_texts(site.unit, facts):
        names = [each.source for each in executed.value if isinstance(each, Hole) and each.quoting is Quoting.NONE]
        named = ", ".join(dict.fromkeys(each for each in names if each in _NAMES))
        if named:
            yield Hit(site.unit.place(executed.span), f"{named} is used in dynamic SQL without quotes.")


_HEAD = "CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "

RULE = FindingRule(
    id="SEC007",
    name="unquoted-trigger-name",
    family="unquoted_name",
    category="security",
    severity=Severity.LOW,
    cwe=116,
    node=Body,
    check=_check,
    sentence="A table whose name needs quotes breaks the trigger, and can change what it runs.",
    hint="Use format('%I.%I', TG_TABLE_SCHEMA, TG_TABLE_NAME), or TG_RELID::regclass.",
    effort_minutes=5,
    positive=(
        _HEAD + "EXECUTE 'INSERT INTO ' || TG_TABLE_NAME || '_log SELECT ($1).*' USING NEW; RETURN NEW; END $$;",
    ),
    near_miss=(
        _HEAD
        + "EXECUTE format('INSERT INTO %I SELECT ($1).*', TG_TABLE_NAME || '_log') USING NEW; RETURN NEW; END $$;",
        _HEAD + "EXECUTE 'SELECT count(*) FROM ' || TG_RELID::regclass; RETURN NEW; END $$;",
    ),
)
