"""Repeated code becomes a candidate, and every instance is proved."""

import pytest

from engine.conversion import convert_unit
from engine.patterns.library.pattern_history import pattern_to_yaml
from engine.patterns.library.read_patterns import read_patterns
from engine.patterns.mining.anti_unify import DifferentStructureError, anti_unify
from engine.patterns.mining.find_candidates import unexplained_units
from engine.patterns.mining.mine_patterns import MinedCandidate, derives, mine_patterns
from engine.source.split_file import split
from engine.spec.reader import read_spec

TEXT = """
CREATE FUNCTION {name}_label(p_id int, p_default text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE v_label text;
BEGIN
  SELECT x.label INTO v_label FROM {table} x WHERE x.id = p_id AND x.language = '{language}';
  RETURN coalesce(v_label, p_default);
END $$;
"""
SETS = (("color", "colors", "en"), ("size", "sizes", "en"), ("shape", "shapes", "de"), ("n", "names", "en"))


def sql(*sets: tuple[str, str, str]) -> str:
    return "".join(TEXT.format(name=name, table=table, language=language) for name, table, language in sets)


def mined(text: str) -> list[MinedCandidate]:
    return mine_patterns(unexplained_units([split(text, "a.sql")], convert_unit))


def test_three_units_of_one_structure_are_a_candidate_with_parameters() -> None:
    (found,) = mined(sql(*SETS[:3]))
    assert found.pattern.id == "mined.label"
    for each, table in zip(found.instances, ("colors", "sizes", "shapes"), strict=True):
        assert table in each.parameters.values()
    assert all(f"{{{{ {each.name}" in found.pattern.spec for each in found.pattern.parameters)


def test_every_instance_is_derived_again_and_proved() -> None:
    (found,) = mined(sql(*SETS))
    for each in found.instances:
        assert derives(found.pattern.spec, found.pattern.parameters, each.parameters, each.unit.unit.text)


def test_other_values_do_not_derive_an_instance() -> None:
    (found,) = mined(sql(*SETS[:3]))
    first, second, _ = found.instances
    assert not derives(found.pattern.spec, found.pattern.parameters, second.parameters, first.unit.unit.text)


def test_two_units_are_not_enough() -> None:
    assert mined(sql(*SETS[:2])) == []


def test_a_candidate_is_a_pattern_that_the_library_reads() -> None:
    (found,) = mined(sql(*SETS[:3]))
    (read,) = read_patterns(pattern_to_yaml(found.pattern))
    assert read.parameters == found.pattern.parameters
    assert read.provenance == "mined"


def test_risk_words_are_a_trigger() -> None:
    (found,) = mined(sql(*SETS[:3]).replace("label", "refund"))
    assert found.triggers == ("keyword", "no_pattern", "repeated")


def test_places_that_differ_alike_share_a_hole() -> None:
    specs = [read_spec(convert_unit(each).spec) for each in split(sql(*SETS[:2]), "a.sql").units]
    template = anti_unify(specs)
    assert len({hole.values for hole in template.holes}) == len(template.holes)


def test_specs_with_other_steps_have_no_template() -> None:
    other = sql(SETS[0]).replace("RETURN coalesce", "PERFORM 1;\n  RETURN coalesce")
    specs = [read_spec(convert_unit(each).spec) for each in split(sql(SETS[1]) + other, "a.sql").units]
    with pytest.raises(DifferentStructureError):
        anti_unify(specs)
