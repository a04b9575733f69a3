"""`specdeck mine`: candidates of files, and their way to the suggestions."""

import pytest

TEXT = """CREATE FUNCTION {name}_label(p_id int) RETURNS text LANGUAGE plpgsql AS $$
DECLARE v_label text;
BEGIN
  SELECT x.label INTO v_label FROM {name}s x WHERE x.id = p_id AND x.language = 'en';
  RETURN coalesce(v_label, 'none');
END $$;
"""


@pytest.fixture(scope="module")
def labels(shared_shell):
    for name in ("color", "size", "shape"):
        shared_shell.write(f"db/{name}.sql", TEXT.format(name=name))
    return shared_shell


def test_a_candidate_is_listed_with_its_units(labels):
    out = labels.specdeck("mine", "db").out
    assert "mined.label: 3 units" in out
    assert "1 candidates, 3 proved instances" in out


def test_candidates_become_suggestions(labels):
    ran = labels.specdeck("mine", "db", "--suggest")
    assert ran.code == 0, ran.err
    found = labels.specdeck("patterns", "suggestions", "--json").json
    assert [each["id"] for each in found] == ["mined.label"]
