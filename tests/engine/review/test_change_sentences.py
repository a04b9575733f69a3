"""A reviewer reads what a proposal changes, place by place, without any model."""

from engine.conversion import convert_file
from engine.review.change_sentences import MOST, change_sentences
from engine.source.split_file import split

SQL = """CREATE FUNCTION total(p int) RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE v_x numeric := 0;
BEGIN
  SELECT sum(price) INTO v_x FROM line WHERE order_id = p;
  RETURN v_x;
END $$;"""


def spec(sql):
    (found,) = convert_file(split(sql))
    return found.spec


def test_each_changed_place_is_a_sentence():
    found = change_sentences(spec(SQL), spec(SQL.replace("price", "amount")))
    assert len(found) == 1
    assert "sum(price)" in found[0]
    assert "becomes" in found[0]


def test_equal_specs_have_no_changes():
    assert change_sentences(spec(SQL), spec(SQL)) == ()


def test_a_text_that_is_no_spec_has_no_sentences():
    assert change_sentences(spec(SQL), "entity: [") == ()


def test_many_changes_are_counted():
    many = SQL.replace("RETURN v_x;", "".join(f"PERFORM f({n});" for n in range(30)) + "RETURN v_x;")
    found = change_sentences(spec(many), spec(many.replace("PERFORM f", "PERFORM g")))
    assert len(found) <= MOST
