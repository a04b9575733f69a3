"""Steps fold into patterns, and a folded spec is proved to be the original."""

import pytest

from engine.check_edit import CheckedEdit, EditedUnit, check_edit
from engine.conversion import convert_unit
from engine.lower.fold_form import FormHole, HoleKind
from engine.lower.fold_forms import all_forms
from engine.patterns.detect_patterns import all_detectors, detect_in_project
from engine.patterns.folding.fold_spec import FoldedSpec, fold_spec
from engine.patterns.folding.match_form import match_form, read_words
from engine.source.split_file import split
from engine.spec.reader import read_spec

FORMS = all_forms()
HEAD = "CREATE FUNCTION f(p integer, q text) RETURNS {returns} LANGUAGE plpgsql AS $$\n"
SHIP = (
    HEAD.format(returns="void")
    + """DECLARE v_status text;
BEGIN
  SELECT status INTO STRICT v_status FROM tb_order WHERE pk_order = p;
  IF v_status <> 'paid' THEN
    RAISE EXCEPTION 'order % is %', p, v_status;
  END IF;
  UPDATE tb_order SET status = 'shipped', shipped_at = now() WHERE pk_order = p;
END $$;"""
)
TAG = (
    HEAD.format(returns="integer")
    + """DECLARE r integer;
BEGIN
  SELECT id INTO r FROM tag WHERE name = q;
  IF r IS NULL THEN
    INSERT INTO tag (name) VALUES (q) RETURNING id INTO r;
  END IF;
  RETURN r;
END $$;"""
)
ROWS = (
    HEAD.format(returns="SETOF tag")
    + """DECLARE r tag;
BEGIN
  FOR r IN SELECT * FROM tag WHERE id > p LOOP
    RETURN NEXT r;
  END LOOP;
END $$;"""
)


def folded(sql: str, *patterns: str) -> tuple[FoldedSpec | None, str]:
    """Fold what the detectors see, or the named patterns; return the folded spec and its verdict."""
    (unit,) = split(sql, "a.sql").units
    matches = detect_in_project([split(sql, "a.sql")], all_detectors())
    seen = {match.pattern: match.parameters for match in matches} | {name: {} for name in patterns}
    lift = convert_unit(unit).spec
    found = fold_spec(read_spec(lift), seen)
    if found is None:
        return None, ""
    checked = check_edit(EditedUnit(unit.kind, unit.name, sql, lift), found.text)
    return found, checked.verdict.kind.value if isinstance(checked, CheckedEdit) else checked[0].sentence


def test_a_guarded_move_reads_as_a_state_machine():
    found, verdict = folded(SHIP)
    assert verdict == "proved"
    assert found is not None
    assert found.lines_saved == 4
    step = found.text.partition("steps:\n")[2]
    assert step == (
        "      - pattern: state_machine\n"
        "        with: {table: tb_order, field: status, from: paid, to: shipped, where: pk_order = p,"
        " also: shipped_at = now()}\n"
        '        otherwise: {strict: v_status, refused: order % is %, args: "p, v_status"}\n'
    )


@pytest.mark.parametrize(("sql", "pattern"), [(TAG, "get_or_create"), (ROWS, "row_loop")])
def test_a_folded_spec_is_shorter_and_proved(sql, pattern):
    found, verdict = folded(sql)
    assert verdict == "proved"
    assert found is not None
    assert pattern in found.patterns
    assert found.lines_saved > 0


def test_another_where_is_not_folded():
    found, _ = folded(SHIP.replace("now() WHERE pk_order = p;", "now() WHERE pk_order = p + 1;"))
    assert found is None or "strict" not in found.text


def test_what_no_detector_saw_is_not_folded():
    (unit,) = split(SHIP, "a.sql").units
    assert fold_spec(read_spec(convert_unit(unit).spec), {}) is None


def test_a_comment_inside_keeps_the_steps():
    found, _ = folded(TAG.replace("IF r IS NULL", "-- look again\n  IF r IS NULL"))
    assert found is None


def test_a_changed_value_of_a_folded_spec_is_not_proved():
    found, _ = folded(SHIP)
    assert found is not None
    (unit,) = split(SHIP, "a.sql").units
    changed = found.text.replace("to: shipped", "to: sent")
    checked = check_edit(EditedUnit(unit.kind, unit.name, SHIP, None), changed)
    assert isinstance(checked, CheckedEdit)
    assert checked.verdict.kind.value != "proved"


@pytest.mark.parametrize(("old", "new"), [("state_machine", "state_machin"), ("to: shipped", "into: shipped")])
def test_an_unknown_pattern_or_value_is_reported(old, new):
    found, _ = folded(SHIP)
    assert found is not None
    faults = check_edit(EditedUnit("function", "f(integer, text)", SHIP, None), found.text.replace(old, new))
    assert not isinstance(faults, CheckedEdit)
    assert faults[0].hint


def example(hole: FormHole) -> str:
    return {HoleKind.NAME: hole.name, HoleKind.ROWS: "SELECT 1", HoleKind.REST: "x = 1"}.get(
        hole.kind, f"{hole.name}_1"
    )


@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.pattern}-{FORMS.index(form)}")
def test_a_form_matches_what_it_expands_to(form):
    values = {name: example(hole) for name, hole in form.holes.items()}
    words = read_words(form.expand(values))
    assert words is not None
    assert match_form(form, words) == values


def test_the_forms_of_a_pattern_have_different_values():
    for form in FORMS:
        others = [each for each in FORMS if each.pattern == form.pattern and each is not form]
        assert not any(each.accepts(form.needed) for each in others), form.template
