"""Text from a parameter, a column or a trigger argument reaches EXECUTE without quotes."""

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
        holes = [each for each in raw_holes(executed.value) if each.origin is not TextOrigin.COLUMN]
        if holes:
            named = ", ".join(dict.fromkeys(f"{each.origin} {each.source}" for each in holes))
            yield Hit(site.unit.place(executed.span), f"Dynamic SQL contains unquoted text from {named}.")


_HEAD = "CREATE FUNCTION purge(p_table text, p_name text, p_id integer) RETURNS void LANGUAGE plpgsql AS $$ "
_TRIGGER = "CREATE FUNCTION log_row() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "

RULE = FindingRule(
    id="SEC001",
    name="sql-injection",
    family="sql_injection",
    category="security",
    severity=Severity.CRITICAL,
    cwe=89,
    node=Body,
    check=_check,
    sentence="Text from the caller becomes part of a statement, so the caller can run any SQL.",
    hint="Quote names with format('%I'), values with USING or '%L', or check the text against a list.",
    effort_minutes=30,
    positive=(
        _HEAD + "BEGIN EXECUTE 'DELETE FROM ' || p_table; END $$;",
        _HEAD + "BEGIN EXECUTE format('DELETE FROM item WHERE name = ''%s''', p_name); END $$;",
        _HEAD + "DECLARE q text; BEGIN q := 'DELETE FROM item'; IF p_name IS NOT NULL THEN "
        "q := q || ' WHERE name = ''' || p_name || ''''; END IF; EXECUTE q; END $$;",
        _HEAD
        + "DECLARE r record; BEGIN FOR r IN EXECUTE 'SELECT * FROM ' || lower(p_table) LOOP NULL; END LOOP; END $$;",
        _TRIGGER + "EXECUTE 'INSERT INTO ' || TG_ARGV[0] || ' SELECT ($1).*' USING NEW; RETURN NEW; END $$;",
    ),
    near_miss=(
        _HEAD + "BEGIN EXECUTE 'DELETE FROM ' || quote_ident(p_table); END $$;",
        _HEAD + "BEGIN EXECUTE format('DELETE FROM %I WHERE name = %L', p_table, p_name); END $$;",
        _HEAD + "BEGIN EXECUTE 'DELETE FROM item WHERE name = $1' USING p_name; END $$;",
        _HEAD + "BEGIN EXECUTE 'DELETE FROM item WHERE id = ' || p_id; END $$;",
        _HEAD + "BEGIN EXECUTE 'DELETE FROM ' || p_table::regclass; END $$;",
        _HEAD + "BEGIN IF p_table NOT IN ('item', 'parcel') THEN RAISE EXCEPTION 'unknown table'; END IF; "
        "EXECUTE 'DELETE FROM ' || p_table; END $$;",
        _HEAD + "BEGIN EXECUTE 'DELETE FROM ' || CASE p_name WHEN 'a' THEN 'item' ELSE 'parcel' END; END $$;",
    ),
)
