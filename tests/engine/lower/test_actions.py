"""Headers and bodies of routines."""

import pytest

from engine.lower.action import lower_action
from engine.lower.error import LowerError
from engine.proof.routine import read_routine
from engine.spec.reader import read_spec

SQL_STEPS = "    steps:\n      - query: SELECT 1\n"


def lowered(action: str, schema: str = "") -> str:
    spec = read_spec(f"module: m\n{schema}actions:\n  - name: f\n{action}")
    return lower_action(spec.actions[0], spec)


def test_attributes_stand_one_a_line_in_the_order_of_the_manual() -> None:
    sql = lowered(
        "    returns: SETOF int\n"
        "    traits:\n      replace: true\n      language: sql\n      volatility: stable\n      leakproof: true\n"
        "      strict: true\n      security: definer\n      parallel: safe\n      cost: 10\n      rows: 5\n"
        '      support: s.p\n      set: {search_path: "a, b", x.y: FROM CURRENT}\n' + SQL_STEPS
    )
    assert sql == (
        "CREATE OR REPLACE FUNCTION f()\nRETURNS SETOF int\nLANGUAGE sql\nSTABLE\nLEAKPROOF\nSTRICT\n"
        "SECURITY DEFINER\nPARALLEL SAFE\nCOST 10\nROWS 5\nSUPPORT s.p\nSET search_path = a, b\n"
        "SET x.y FROM CURRENT\nAS $$\nSELECT 1;\n$$;\n"
    )


def test_spelled_out_opposites_are_kept() -> None:
    sql = lowered(
        "    traits: {language: sql, leakproof: false, strict: false, security: invoker, parallel: unsafe}\n"
        + SQL_STEPS
    )
    assert "NOT LEAKPROOF\nCALLED ON NULL INPUT\nSECURITY INVOKER\nPARALLEL UNSAFE\n" in sql


def test_parameters_with_modes_defaults_and_without_names() -> None:
    sql = lowered(
        '    params:\n      - {name: a, type: int}\n      - {type: "numeric(12,2)"}\n'
        '      - {name: b, type: text, mode: inout, default: "NULL"}\n'
        '      - {name: c, type: "int[]", mode: variadic}\n'
        "    traits: {language: sql}\n" + SQL_STEPS
    )
    assert sql.startswith("CREATE FUNCTION f(a int, numeric(12,2), INOUT b text DEFAULT NULL, VARIADIC c int[])\n")


def test_parameters_with_notes_stand_one_a_line() -> None:
    sql = lowered(
        "    params:\n      - {name: a, type: int, note: the first}\n      - {name: b, type: int}\n"
        "    traits: {language: sql}\n" + SQL_STEPS
    )
    assert sql.startswith("CREATE FUNCTION f(\n    -- the first\n    a int,\n    b int\n)\n")


def test_returns_table() -> None:
    sql = lowered("    returns: {table: [{name: a, type: int}]}\n    traits: {language: sql}\n" + SQL_STEPS)
    assert "f()\nRETURNS TABLE (a int)\nLANGUAGE sql\n" in sql


def test_the_schema_is_that_of_the_file_or_its_own() -> None:
    action = "    traits: {language: sql}\n" + SQL_STEPS
    assert lowered(action, "schema: sales\n").startswith("CREATE FUNCTION sales.f()")
    assert lowered(f"    schema: '\"X\"'\n{action}", "schema: sales\n").startswith('CREATE FUNCTION "X".f()')


def test_a_procedure() -> None:
    assert lowered("    kind: procedure\n    traits: {language: sql}\n" + SQL_STEPS).startswith("CREATE PROCEDURE f()")


def test_a_standard_body() -> None:
    assert lowered("    body: atomic\n" + SQL_STEPS) == "CREATE FUNCTION f()\nBEGIN ATOMIC\n    SELECT 1;\nEND;\n"


def test_a_body_of_one_expression() -> None:
    assert lowered("    body: return\n    steps:\n      - return: a + 1\n") == "CREATE FUNCTION f()\nRETURN a + 1;\n"


def test_a_body_of_one_expression_has_no_other_steps() -> None:
    with pytest.raises(LowerError) as found:
        lowered("    body: return\n    steps:\n      - nothing:\n")
    assert found.value.hint


def test_a_linked_function_names_its_object_and_symbol() -> None:
    sql = lowered("    traits: {language: c}\n    as: [it's, symbol]\n    steps: []\n")
    assert sql.endswith("LANGUAGE c\nAS 'it''s', 'symbol';\n")


def test_a_body_in_another_language_is_kept_to_the_last_blank() -> None:
    steps = '    steps:\n      - raw: "\\n  x = 1  \\n"\n        reason: Python\n'
    sql = lowered("    traits: {language: plpython3u}\n" + steps)
    assert sql.endswith("AS $$\n  x = 1  \n$$;\n")


def test_steps_need_a_language_that_has_them() -> None:
    for traits in ("", "    traits: {language: plpython3u}\n"):
        with pytest.raises(LowerError):
            lowered(traits + "    steps:\n      - nothing:\n")


@pytest.mark.parametrize(
    ("text", "tag"), [("'$$'", "$body$"), ("'$$ $body$'", "$body2$"), ("$body$x$body$", "$$"), ("x", "$$")]
)
def test_the_tag_of_the_body_does_not_occur_in_it(text: str, tag: str) -> None:
    sql = lowered(f"    traits: {{language: sql}}\n    steps:\n      - query: |-\n          SELECT {text}\n")
    assert f"AS {tag}\n" in sql
    assert text in (read_routine(sql, ()).body or "")


def test_a_body_that_ends_with_a_dollar_sign_gets_a_tag_of_its_own() -> None:
    sql = lowered("    traits: {language: plx}\n    steps:\n      - raw: a$\n        reason: x\n")
    assert read_routine(sql, ()).body == "a$"


def test_pragmas_label_and_handlers_of_the_outermost_block() -> None:
    sql = lowered(
        "    traits: {language: plpgsql}\n    pragmas: [variable_conflict use_column]\n    label: b\n"
        "    declare:\n      - {name: x, type: int, note: why}\n    steps: []\n"
        "    catch:\n      - when: [others]\n        then: []\n"
    )
    assert sql.endswith(
        "AS $$\n#variable_conflict use_column\n<<b>>\nDECLARE\n    -- why\n    x int;\nBEGIN\nEXCEPTION\n"
        "    WHEN others THEN\nEND;\n$$;\n"
    )


def test_control_characters_of_a_text_are_escaped() -> None:
    steps = '    steps:\n      - raise: notice\n        message: "a\\r\\\\b\\u0007"\n'
    sql = lowered("    traits: {language: plpgsql}\n" + steps)
    assert r"RAISE NOTICE E'a\x0d\\b\x07';" in sql
