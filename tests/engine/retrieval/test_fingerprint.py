"""Which rewritings of code keep its fingerprint, and which change it."""

import pytest

from engine.retrieval.shape.fingerprint import shape_likeness
from engine.retrieval.shape.unit_shape import unit_fingerprint
from engine.source.split_file import split

HEAD = "CREATE FUNCTION f(a int) RETURNS int LANGUAGE plpgsql AS $$ DECLARE n int; BEGIN {} RETURN n; END $$;"

SAME = {
    "local names": ("n := a + 1;", None),
    "IF and CASE": (
        "IF a > 1 THEN n := 1; ELSE n := 2; END IF;",
        "CASE WHEN a > 1 THEN n := 1; ELSE n := 2; END CASE;",
    ),
    "CASE as a value": ("IF a > 1 THEN n := 1; ELSE n := 2; END IF;", "n := CASE WHEN a > 1 THEN 1 ELSE 2 END;"),
    "a query in WITH": (
        "WITH q AS (SELECT id FROM t WHERE x = 1) UPDATE u SET y = 2 FROM q WHERE u.id = q.id;",
        "UPDATE u SET y = 2 FROM (SELECT id FROM t WHERE x = 1) z WHERE u.id = z.id;",
    ),
    "the order of conditions": (
        "DELETE FROM t WHERE x = 1 AND y = 2;",
        "DELETE FROM t WHERE y = 2 AND x = 1;",
    ),
    "an inner join and a comma": (
        "PERFORM 1 FROM t JOIN u ON t.id = u.id WHERE t.x = 1;",
        "PERFORM 1 FROM t, u WHERE t.x = 1 AND t.id = u.id;",
    ),
    "INTO and an assignment": ("SELECT x INTO n FROM t;", "n := (SELECT x FROM t);"),
    "a comparison turned round": ("DELETE FROM t WHERE x > 1;", "DELETE FROM t WHERE 1 < x;"),
}


def shape(body: str, head: str = HEAD) -> dict[int, float]:
    (unit,) = split(head.format(body), "a.sql").units
    return unit_fingerprint(unit)


@pytest.mark.parametrize("name", SAME)
def test_equivalent_spellings_share_a_fingerprint(name: str) -> None:
    one, other = SAME[name]
    renamed = HEAD.replace("(a int)", "(b int)").replace("n int", "m int").replace("RETURN n", "RETURN m")
    changed = shape(other) if other else shape("m := b + 1;", renamed)
    assert shape(one) == changed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("DELETE FROM t WHERE x = 1;", "DELETE FROM t WHERE x = 2;"),
        ("DELETE FROM t WHERE x = 1;", "DELETE FROM u WHERE x = 1;"),
        ("IF a > 1 THEN n := 1; END IF;", "IF a >= 1 THEN n := 1; END IF;"),
    ],
)
def test_what_decides_changes_the_fingerprint(one: str, other: str) -> None:
    assert shape(one) != shape(other)
    assert shape_likeness(shape(one), shape(other)) > 0.5


def test_a_unit_that_cannot_be_read_has_no_fingerprint() -> None:
    units = split("CREATE FUNCTION f() RETURNS int LANGUAGE c AS 'a', 'b';", "a.sql").units
    assert isinstance(unit_fingerprint(units[0]), dict)
