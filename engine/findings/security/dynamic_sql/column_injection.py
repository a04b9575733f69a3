"""Stored text reaches EXECUTE without quotes, so anyone who writes the row can run SQL."""

from collections.abc import Iterator

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import StepSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit
from engine.findings.taint.flow import executed_texts
from engine.findings.taint.text_pieces import TextOrigin, raw_holes
from engine.plpgsql.tree import Body


def _check(site: StepSite, facts: ProjectFacts) -> Iterator[Hit]:
    for executed in executed_texts(site.unit, facts):
        holes = raw_holes(executed.value)
        if holes and all(each.origin is TextOrigin.COLUMN for each in holes):
            named = ", ".join(dict.fromkeys(each.source for each in holes))
            yield Hit(site.unit.place(executed.span), f"Dynamic SQL contains unquoted text from column {named}.")


_HEAD = "CREATE FUNCTION sweep() RETURNS void LANGUAGE plpgsql AS $$ DECLARE r record; v text; n integer; BEGIN "
_TABLE = "CREATE TABLE item (id integer, name text, size integer); "

RULE = FindingRule(
    id="SEC002",
    name="stored-sql-injection",
    family="sql_injection",
    category="security",
    severity=Severity.HIGH,
    cwe=89,
    node=Body,
    check=_check,
    sentence="Text from a column becomes part of a statement, so anyone who writes the column can run any SQL.",
    hint="Quote names with format('%I') and values with USING or '%L'; read a relation's name as oid::regclass.",
    effort_minutes=20,
    positive=(
        _TABLE + _HEAD + "SELECT name INTO v FROM item; EXECUTE 'DROP TABLE ' || v; END $$;",
        _TABLE + _HEAD + "FOR r IN SELECT name FROM item LOOP EXECUTE 'DROP TABLE ' || r.name; END LOOP; END $$;",
        _HEAD + "FOR r IN SELECT tablename FROM pg_tables LOOP EXECUTE 'ANALYZE ' || r.tablename; END LOOP; END $$;",
    ),
    near_miss=(
        _TABLE + _HEAD + "FOR r IN SELECT quote_ident(name) AS name FROM item LOOP "
        "EXECUTE 'DROP TABLE ' || r.name; END LOOP; END $$;",
        _TABLE + _HEAD + "SELECT size INTO n FROM item; EXECUTE 'SELECT ' || n; END $$;",
        _HEAD
        + "FOR r IN SELECT oid::regclass AS name FROM pg_class LOOP EXECUTE 'ANALYZE ' || r.name; END LOOP; END $$;",
    ),
)
