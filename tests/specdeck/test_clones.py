"""`specdeck clones`: copies in files."""

import pytest

TEXT = """CREATE FUNCTION {name}(p_id int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE {table} SET closed = true, closed_at = now() WHERE id = p_id AND NOT closed;
  IF NOT FOUND THEN RAISE EXCEPTION 'not open'; END IF;
END $$;
"""


@pytest.fixture
def copies(shell):
    shell.write("db/a.sql", TEXT.format(name="close_order", table="orders"))
    shell.write("db/b.sql", TEXT.format(name="close_bill", table="bill"))
    return shell


def test_copies_are_listed_with_what_their_specs_need(copies):
    out = copies.specdeck("clones", "db").out
    assert "2 copies" in out
    assert "db/b.sql:1  close_bill(integer)  (same spec with other names, proved)" in out
    assert "1 clusters of 2 units" in out


def test_json_has_a_cluster_a_line(copies):
    found = copies.specdeck("clones", "db", "--json").json
    assert [each["plan"] for each in found["members"]] == ["", "adapt"]
