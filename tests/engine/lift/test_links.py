"""Every step is tied to the SQL it came from."""

from engine.conversion import Conversion, convert_file
from engine.lift.links import Link
from engine.source.split_file import split


def converted(text: str) -> Conversion:
    (found,) = convert_file(split(text))
    return found


def sql_and_yaml(text: str, found: Conversion, link: Link) -> tuple[str, str]:
    return text[link.sql.start : link.sql.end], found.spec[link.yaml.start : link.yaml.end]


def test_steps_are_linked_in_their_place_and_by_their_kind() -> None:
    text = "SELECT 1;\nCREATE FUNCTION f(a int) RETURNS int LANGUAGE plpgsql AS $$BEGIN\nIF a THEN b := 2; END IF;\n"
    text += "IF c THEN RAISE 'x'; END IF; SELECT +; END$$;"
    found = list(convert_file(split(text)))[1]
    links = {link.path[2:]: link for link in found.links}
    assert sql_and_yaml(text, found, links["steps", 0, "then", 0]) == ("b := 2;", "set: {b: 2}")
    assert links["steps", 0].kind == "exact"
    assert (links["steps", 1].kind, links["steps", 2].kind) == ("inferred", "raw")
    assert sql_and_yaml(text, found, links["params", 0])[0] == "a int"
    assert ("steps", 1, "then", 0) not in links


def test_quoted_bodies_are_linked_through_their_doubled_quotes() -> None:
    text = "CREATE FUNCTION f() RETURNS text LANGUAGE plpgsql AS 'BEGIN x := ''a''''b''; RETURN x; END';"
    found = converted(text)
    spans = [text[link.sql.start : link.sql.end] for link in found.links]
    assert "x := ''a''''b'';" in spans
    assert "RETURN x;" in spans


def test_handlers_arms_and_cases_are_linked() -> None:
    text = (
        "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$BEGIN IF a THEN NULL; ELSIF b THEN RETURN; END IF;"
        " CASE WHEN c THEN RETURN; END CASE; BEGIN NULL; EXCEPTION WHEN others THEN RAISE; END; END$$;"
    )
    paths = {link.path[2:] for link in converted(text).links}
    assert ("steps", 0, "elseif", 0, "then", 0) in paths
    assert ("steps", 1, "switch", "cases", 0, "then", 0) in paths
    assert ("steps", 2, "exception_handling", "catch", 0, "then", 0) in paths


def test_a_table_is_linked_as_a_whole_beside_its_fields() -> None:
    text = "CREATE TABLE shop.item (pk_item integer PRIMARY KEY, price numeric);"
    found = converted(text)
    links = {link.path: link for link in found.links}
    assert sql_and_yaml(text, found, links["table",]) == (text[:-1], "table: shop.item")
    assert sql_and_yaml(text, found, links["fields", "price"])[0].startswith("price numeric")
