"""The seeded library: complete, valid, and seen by the detectors of its own patterns."""

from collections import Counter

import pytest

from engine.patterns.detect_patterns import all_detectors, detect_in_project
from engine.patterns.library.instantiate import instantiate_pattern
from engine.patterns.library.library_pattern import LibraryPattern, Tier
from engine.patterns.library.seed_library import seed_patterns
from engine.source.split_file import split
from engine.spec.steps.step import Step

SEEDS = seed_patterns()
BY_ID = {each.id: each for each in SEEDS}


def pattern_id(value: object) -> str:
    return value.id if isinstance(value, LibraryPattern) else str(value)


def detected(sql: str) -> set[str]:
    source = split(sql, "seed.sql")
    assert [unit.fault for unit in source.units if unit.fault] == []
    return {each.pattern for each in detect_in_project([source])}


def test_every_detected_pattern_has_an_entry():
    domain = {each.id for each in SEEDS if each.tier is Tier.DOMAIN}
    assert domain == {each.pattern for each in all_detectors()}


def test_every_step_of_the_language_has_a_primitive():
    primitives = {each.id.removeprefix("step.") for each in SEEDS if each.tier is Tier.PRIMITIVE}
    assert set(Step.kinds) <= primitives


def test_entity_templates_cover_several_namespaces():
    templates = [each for each in SEEDS if each.tier is Tier.ENTITY]
    namespaces = Counter(each.namespace for each in templates)
    assert len(templates) >= 12
    assert len(namespaces) >= 4
    assert min(namespaces.values()) >= 1


def test_every_seed_but_a_primitive_says_what_it_is_for():
    assert [each.id for each in SEEDS if each.tier is not Tier.PRIMITIVE and len(each.purposes) < 2] == []


def test_ids_are_unique():
    assert len(BY_ID) == len(SEEDS)


@pytest.mark.parametrize("pattern", SEEDS, ids=pattern_id)
def test_the_defaults_of_a_seed_give_a_valid_spec(pattern):
    assert instantiate_pattern(pattern, {}).sql


@pytest.mark.parametrize("pattern", [each for each in SEEDS if each.tier is Tier.DOMAIN], ids=pattern_id)
def test_a_domain_pattern_is_seen_by_its_own_detector(pattern):
    assert pattern.id in detected(instantiate_pattern(pattern, {}).sql)


@pytest.mark.parametrize("pattern", [each for each in SEEDS if each.tier is Tier.ENTITY], ids=pattern_id)
def test_an_entity_template_carries_out_the_patterns_it_requires(pattern):
    required = {each for each in pattern.requires if BY_ID[each].tier is Tier.DOMAIN}
    assert required <= detected(instantiate_pattern(pattern, {}).sql)


@pytest.mark.parametrize("pattern", SEEDS, ids=pattern_id)
def test_what_a_seed_refers_to_exists(pattern):
    assert {*pattern.requires, *pattern.conflicts} <= BY_ID.keys()
