"""The library as one object: get, search, fill in, compose; and its errors."""

from dataclasses import replace

import pytest

from engine.patterns.library.library_error import LibraryError
from engine.patterns.library.library_pattern import Tier
from engine.patterns.library.life_cycle import PatternCounts, PatternState, next_state, state_after
from engine.patterns.library.pattern_history import diff_patterns, pattern_to_yaml
from engine.patterns.library.pattern_library import PatternLibrary
from engine.patterns.library.read_patterns import read_patterns
from engine.patterns.library.seed_library import seed_patterns

LIBRARY = PatternLibrary()
PLAIN = "id: a, title: A, tier: domain, category: c, description: d, spec: s"


def refusal(work) -> LibraryError:
    with pytest.raises(LibraryError) as caught:
        work()
    return caught.value


def test_parameters_are_filled_in():
    spec = LIBRARY.instantiate("state_machine", {"field": "phase", "from_state": "packed", "to_state": "sent"})
    assert "where: id = p_id AND phase = 'packed'" in spec.text
    assert "SET phase = 'sent'" in spec.sql


def test_a_value_is_quoted_as_its_slot_needs():
    spec = LIBRARY.instantiate("cache_refresh", {"query": "SELECT \"a: b\", '#' FROM t"})
    assert "SELECT \"a: b\", '#' FROM t" in spec.sql


@pytest.mark.parametrize(
    ("given", "code", "hint"),
    [
        ({"feld": "x"}, "patterns.unknown_parameter", "Did you mean field?"),
        ({"field": "a; DROP TABLE b"}, "patterns.parameter_value", "Correct the value."),
        ({"from_state": "it's"}, "patterns.parameter_value", "Correct the value."),
    ],
)
def test_a_wrong_parameter_is_refused_with_a_hint(given, code, hint):
    error = refusal(lambda: LIBRARY.instantiate("state_machine", given))
    assert (error.code, error.hint) == (code, hint)


def test_an_unknown_pattern_is_refused_with_the_closest_id():
    assert "soft_delete" in refusal(lambda: LIBRARY.get("soft_delet")).hint


def test_search_puts_titles_before_descriptions():
    assert next(hit.pattern.id for hit in LIBRARY.search("soft deletes")) == "soft_delete"


def test_search_finds_a_pattern_by_its_purpose():
    best = LIBRARY.search("the bill must have the next number without a hole")[0]
    assert best.pattern.id == "number_series"
    assert best.reasons()[0].endswith("#1")


def test_a_search_without_known_words_still_answers():
    assert isinstance(LIBRARY.search("zyzzyva"), list)


def test_purposes_survive_the_yaml_of_a_pattern():
    (copy,) = read_patterns(pattern_to_yaml(LIBRARY.get("upsert")))
    assert copy.purposes == LIBRARY.get("upsert").purposes


def test_a_pattern_without_purposes_keeps_the_digest_it_had_before():
    assert "purposes" not in replace(LIBRARY.get("upsert"), purposes=()).to_json()


def test_search_keeps_to_a_tier():
    assert {hit.pattern.tier for hit in LIBRARY.search("order", tier=Tier.ENTITY)} == {Tier.ENTITY}


def test_patterns_compose_on_one_entity():
    spec = LIBRARY.compose(["state_machine", "audit_columns", "soft_delete"], {"table": "parcel", "entity": "Parcel"})
    assert [field.name for field in spec.fields] == ["id", "status", "updated_at", "updated_by", "deleted_at"]
    assert len(spec.actions) == 4
    assert len(spec.constraints) == 1


def test_a_declared_conflict_is_named():
    conflicts = LIBRARY.validate_composition(["soft_delete", "retention_purge"], {})
    assert [each.sentence for each in conflicts] == ["soft_delete and retention_purge exclude each other."]


def test_a_field_with_two_definitions_is_a_conflict():
    conflicts = LIBRARY.validate_composition(["temporal_validity", "scd2"], {})
    assert conflicts[0].sentence == "temporal_validity and scd2 define field valid_from differently."


def test_an_unknown_value_of_a_composition_is_refused():
    assert refusal(lambda: LIBRARY.compose(["upsert"], {"shade": "x"})).code == "patterns.unknown_parameter"


def test_a_pattern_with_an_invalid_spec_cannot_be_added():
    broken = replace(LIBRARY.get("upsert"), id="broken", spec="actions:\n  - nam: x\n")
    assert refusal(lambda: LIBRARY.add_pattern(broken)).code == "patterns.spec"


def test_a_template_cannot_reach_python():
    hostile = replace(LIBRARY.get("upsert"), id="hostile", spec="{{ ''.__class__.__mro__ }}")
    assert refusal(lambda: LIBRARY.add_pattern(hostile)).code in {"patterns.template", "patterns.spec"}


@pytest.mark.parametrize(
    "template",
    [
        "{{ 1 / 0 }}",
        "{{ entity + 1 }}",
        "{{ entity[::0] }}",
        "{{ entity.encode('no such encoding') }}",
        "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}",
        "{% for each in range(10 ** 9) %}x{% endfor %}",
        "{{ " + "(" * 5000 + " }}",
    ],
)
def test_a_template_that_fails_is_refused(template):
    broken = replace(LIBRARY.get("upsert"), id="broken", spec=template)
    assert refusal(lambda: LIBRARY.add_pattern(broken)).code == "patterns.template"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("- id: [", "patterns.yaml"),
        ("just text", "patterns.file"),
        (
            "- {id: a, title: A, tier: domain, category: c, description: d, spec: s, colour: red}",
            "patterns.unknown_key",
        ),
        ("- {id: a, title: A, tier: domain, category: c, description: d}", "patterns.missing_key"),
        ("- {id: a, title: A, tier: top, category: c, description: d, spec: s}", "patterns.tier"),
        (
            "- {id: a, title: A, tier: domain, category: c, description: d, spec: s, parameters: {x: colour}}",
            "patterns.parameter",
        ),
        ("- {id: [a], title: A, tier: domain, category: c, description: d, spec: s}", "patterns.text"),
        ("- {id: a, title: {b: c}, tier: domain, category: c, description: d, spec: s}", "patterns.text"),
        (f"- {{{PLAIN}, templates: x}}", "patterns.mapping"),
        (f"- {{{PLAIN}, templates: {{ruby: [x]}}}}", "patterns.text"),
        (f"- {{{PLAIN}, parameters: [x]}}", "patterns.mapping"),
        (f"- {{{PLAIN}, parameters: {{x: {{type: [text]}}}}}}", "patterns.parameter"),
        (f"- {{{PLAIN}, parameters: {{x: {{type: text, default: [y]}}}}}}", "patterns.parameter"),
        (f"- {{{PLAIN}, scores: [1]}}", "patterns.mapping"),
        (f"- {{{PLAIN}, scores: {{quality: [1]}}}}", "patterns.scores"),
        ("[" * 50_000 + "]" * 50_000, "patterns.yaml"),
        ("- &a [x]\n- *a\n", "patterns.yaml"),
        ("\ud800", "patterns.yaml"),
    ],
)
def test_a_broken_library_file_is_refused(text, code):
    error = refusal(lambda: read_patterns(text, "mine.yaml"))
    assert error.code == code
    assert "mine.yaml" in error.sentence
    assert error.hint


def test_every_seed_reads_back_from_its_yaml():
    for pattern in seed_patterns():
        (again,) = read_patterns(pattern_to_yaml(pattern))
        assert again == pattern


def test_the_difference_of_two_versions_names_the_change():
    before = LIBRARY.get("upsert")
    after = replace(before, tags=(*before.tags, "merge"))
    assert "+- merge" in diff_patterns(before, after)
    assert before.digest != after.digest


def test_uses_move_a_pattern_only_with_enough_evidence():
    assert next_state(PatternState.PENDING, PatternCounts(accepted=4)) is None
    promoted = next_state(PatternState.PENDING, PatternCounts(accepted=4, rejected=1))
    assert promoted is not None
    assert promoted.state is PatternState.VALIDATED
    assert promoted.reason == "4 of 5 uses were accepted as they were."


def test_rejections_send_a_validated_pattern_back():
    promoted = next_state(PatternState.VALIDATED, PatternCounts(accepted=2, rejected=4))
    assert promoted is not None
    assert promoted.state is PatternState.PENDING


def test_a_person_moves_a_pattern_only_along_its_life_cycle():
    assert state_after("approve", "x", PatternState.SUGGESTED) is PatternState.PENDING
    assert refusal(lambda: state_after("approve", "x", PatternState.DEPRECATED)).code == "patterns.state"
