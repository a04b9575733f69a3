"""What units repeat is named by a model, and proved under its new names; otherwise it keeps the names of rules."""

import pytest

from engine.analysts.analyst import RetrievalSettings
from engine.analysts.discovery.discover_patterns import discover_patterns
from engine.analysts.discovery.named_candidate import template_key
from engine.conversion import convert_unit
from engine.patterns.mining.mine_patterns import derives
from engine.patterns.mining.mined_unit import MinedUnit
from engine.source.split_file import split
from engine.spec.reader import read_spec
from tests.engine.analysts.test_draft_pattern import Scripted

CLOSE = """CREATE FUNCTION close_{0}(p_id bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM {0}_queue WHERE item = p_id;
  UPDATE {0} SET note = 'done', place = 7 WHERE id = p_id;
  INSERT INTO {0}_log (id, note) VALUES (p_id, 'is closed');
END $$;"""
NAMED = {
    "shared": ["a row is closed and logged"],
    "differs": ["the table"],
    "id": "close_and_log",
    "title": "Close and log",
    "description": "Closes a row and notes that in its log.",
    "category": "workflow",
    "parameters": [],
}


def mined(*tables: str) -> list[MinedUnit]:
    units = [split(CLOSE.format(table)).units[0] for table in tables]
    texts = [convert_unit(unit).spec for unit in units]
    return [MinedUnit("a.sql", 1, unit, text, read_spec(text)) for unit, text in zip(units, texts, strict=True)]


@pytest.fixture(scope="module")
def units() -> list[MinedUnit]:
    return mined("orders", "tickets", "claims")


def test_without_a_model_a_candidate_keeps_the_name_of_its_units(units: list[MinedUnit]) -> None:
    (found,) = discover_patterns(units, [])
    assert (found.pattern.id, found.fault, len(found.instances)) == ("mined.close", "", 3)


def test_a_model_names_the_pattern_and_its_parameters(units: list[MinedUnit]) -> None:
    (plain,) = discover_patterns(units, [])
    old = plain.pattern.parameters[0].name
    answer = {**NAMED, "parameters": [{"old": old, "name": "thing", "description": "what is closed"}]}
    (found,) = discover_patterns(units, [], Scripted(answer).ask)
    assert (found.pattern.id, found.pattern.title, found.fault) == ("mined.close_and_log", "Close and log", "")
    assert found.pattern.parameters[0].name == "thing"
    assert found.pattern.description.endswith("(pattern_discoverer)")
    assert template_key(found.pattern) == template_key(plain.pattern)
    for each in found.instances:
        assert derives(found.pattern.spec, found.pattern.parameters, each.parameters, each.unit.unit.text)


@pytest.mark.parametrize(
    "answer",
    [
        "no JSON",
        {**NAMED, "parameters": [{"old": "unknown", "name": "a", "description": ""}]},
        {**NAMED, "id": "{{ cycler }}"},
    ],
    ids=["not JSON", "unknown parameter", "a template as a name"],
)
def test_an_answer_that_no_validator_accepts_leaves_the_mined_name(units: list[MinedUnit], answer: object) -> None:
    (found,) = discover_patterns(units, [], Scripted(answer).ask)
    assert found.pattern.id == "mined.close"
    assert found.fault


def test_a_template_of_the_library_is_not_suggested_again(units: list[MinedUnit]) -> None:
    answer = Scripted(NAMED)
    (found,) = discover_patterns(units, [], answer.ask)
    assert list(discover_patterns(units, [found.pattern])) == []


def test_the_model_sees_as_many_patterns_as_its_settings_allow(units: list[MinedUnit]) -> None:
    from engine.patterns.library.seed_library import seed_patterns

    model = Scripted(NAMED)
    list(discover_patterns(units, seed_patterns(), model.ask, RetrievalSettings(2)))
    assert model.asked[0].prompt.count("A pattern of the library that is like it") == 2


def test_no_literal_of_the_units_is_in_the_prompt(units: list[MinedUnit]) -> None:
    model = Scripted(NAMED)
    list(discover_patterns(units, [], model.ask))
    assert "'is closed'" not in model.asked[0].prompt
