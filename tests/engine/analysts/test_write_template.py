"""A template for another language is rendered over known examples; what a validator refuses is not offered."""

import pytest
import yaml

from engine.analysts.drafting.check_code import check_code
from engine.analysts.drafting.write_template import TemplateDraft, known_instances, write_template
from engine.patterns.library.library_pattern import LibraryPattern
from engine.patterns.library.read_patterns import read_patterns
from tests.engine.analysts.test_draft_pattern import GOOD, SPEC, Scripted

PYTHON = "def touch(db, key):\n    db.execute('SELECT touch(%s)', [key])  # {{ table }}\n"
SQL = """CREATE FUNCTION app.touch(p_id bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE {{ table }} SET touched_at = now() WHERE id = p_id;
END $$;"""


def touch() -> LibraryPattern:
    parameters = {"table": {"type": "name", "default": "app.item"}}
    text = {key: GOOD[key] for key in ("id", "title", "description")}
    entry = {**text, "tier": "domain", "category": "audit", "parameters": parameters, "spec": SPEC}
    (pattern,) = read_patterns(yaml.safe_dump([entry]))
    return pattern


def draft(language: str, *templates: str) -> tuple[TemplateDraft, Scripted]:
    model = Scripted(*({"approach": "A call of it.", "template": each, "caveats": []} for each in templates))
    instances = known_instances(touch(), [{"table": "app.note"}])
    return write_template(touch(), language, instances, model.ask), model


def test_a_template_is_shown_with_what_it_gives() -> None:
    found, _ = draft("python", PYTHON)
    assert (found.verdict, len(found.examples)) == ("checked, not proved", 2)
    assert "app.note" in found.examples[0].text


def test_a_template_for_sql_is_proved() -> None:
    assert draft("postgresql", SQL)[0].verdict == "proved"


@pytest.mark.parametrize(
    ("language", "template"),
    [
        ("postgresql", SQL.replace("WHERE id = p_id", "")),
        ("postgresql", SQL + "\nDROP TABLE {{ table }};"),
        ("specql", SPEC.replace("now()", "NULL")),
        ("specql", SPEC.replace("params:", "note: Checked by security.\n    params:")),
        ("specql", "actions: 3 of them"),
        ("python", PYTHON.replace("db, key):", "db, key)")),
        ("python", "def touch(db, key):\n    db.execute(f'DELETE FROM {{ table }} WHERE id = {key}')\n"),
        ("python", PYTHON.replace("{{ table }}", "a table")),
        ("python", "{{ cycler.__init__.__globals__ }}" + PYTHON),
        ("python", "{% for x in range(10**9) %}x{% endfor %}{{ table }}"),
        ("python", "{{ 'x' * 1000000000 }}" + PYTHON),
        ("python", "{{ table | replace('a', 'aaaaaaaa') }}" + PYTHON),
        ("typescript", "export function touch(db) { return db.query(`SELECT ${1} FROM {{ table }}`); }"),
        ("typescript", "export function touch(db { return 1; } // {{ table }}"),
    ],
    ids=[
        "WHERE dropped",
        "a statement added",
        "another value",
        "an unsigned note",
        "not a spec",
        "syntax",
        "built SQL",
        "no parameter",
        "a way out of the sandbox",
        "a long loop",
        "much memory",
        "a filter with arguments",
        "built SQL in TypeScript",
        "brackets",
    ],
)
def test_what_a_validator_refuses_is_not_offered(language: str, template: str) -> None:
    found, _ = draft(language, template)
    assert (found.template, bool(found.fault)) == ("", True)


def test_the_message_of_a_validator_drives_the_repair() -> None:
    found, model = draft("postgresql", SQL.replace("now()", "NULL"), SQL)
    assert found.verdict == "proved"
    assert "it is not proved to mean the pattern" in model.asked[1].prompt


def test_without_known_values_nothing_is_asked() -> None:
    model = Scripted("never")
    assert write_template(touch(), "python", [], model.ask).fault
    assert model.asked == []


def test_values_that_the_pattern_does_not_accept_are_no_example() -> None:
    found = known_instances(touch(), [{"table": "; DROP"}, {"unknown": "x"}])
    assert [each.parameters for each in found] == [{"table": "app.item"}]


def test_parameters_in_sql_are_fine() -> None:
    assert check_code("python", "db.execute('SELECT ' 'a FROM t WHERE id = %s', [key])") == ()
