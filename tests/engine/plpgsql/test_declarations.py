"""The DECLARE section in all its forms."""

from engine.plpgsql import parse_body, tree
from engine.plpgsql.tree import Declaration


def declared(text: str) -> tuple[Declaration, ...]:
    body = parse_body(f"DECLARE {text} BEGIN NULL; END")
    assert body.block
    assert not body.opaque, body.opaque
    return body.block.declarations


def variable(text: str) -> tree.Variable:
    (found,) = declared(text)
    assert isinstance(found, tree.Variable)
    return found


def test_types_keep_their_spelling() -> None:
    for written in ("t.c%TYPE", "s.t%ROWTYPE", "t.c%TYPE[]", "numeric(12, 2)[]", "int ARRAY[4]", '"My".type', "record"):
        assert variable(f"x {written};").type.text == written


def test_a_variable_with_everything() -> None:
    found = variable("""x CONSTANT text COLLATE "C" NOT NULL DEFAULT f(';', "a;b");""")
    assert found.constant
    assert found.not_null
    assert found.collation and found.collation.text == '"C"'
    assert found.default and found.default.text == "f(';', \"a;b\")"


def test_all_signs_of_a_default() -> None:
    for sign in (":=", "=", "DEFAULT"):
        found = variable(f"x int {sign} 1;")
        assert found.default and found.default.text == "1"


def test_alias() -> None:
    one, other = declared("a ALIAS FOR $1; b ALIAS FOR blk.x;")
    assert isinstance(one, tree.Alias) and one.target.text == "$1"
    assert isinstance(other, tree.Alias) and other.target.text == "blk.x"


def test_cursors() -> None:
    plain, scrolled, bound = declared(
        "a CURSOR FOR SELECT 1; b SCROLL CURSOR IS SELECT 2; c NO SCROLL CURSOR (k int, l numeric(1, 2)) FOR SELECT k;"
    )
    assert isinstance(plain, tree.Cursor) and plain.scroll is None
    assert isinstance(scrolled, tree.Cursor) and scrolled.scroll is True and scrolled.query.text == "SELECT 2"
    assert isinstance(bound, tree.Cursor) and bound.scroll is False
    assert [(param.name, param.type.text) for param in bound.parameters] == [("k", "int"), ("l", "numeric(1, 2)")]


def test_declare_may_repeat_and_may_be_empty() -> None:
    assert len(declared("x int; DECLARE y int; DECLARE")) == 2
    assert declared("") == ()


def test_a_declaration_that_is_not_understood_is_opaque_alone() -> None:
    body = parse_body("DECLARE x int; y; z text; BEGIN NULL; END")
    assert body.block
    kinds = [type(each) for each in body.block.declarations]
    assert kinds == [tree.Variable, tree.Opaque, tree.Variable]
