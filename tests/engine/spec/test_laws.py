"""The laws of reader and writer, over specs of every shape."""

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from engine.spec.model import Action, Field, Param, SpecFile
from engine.spec.reader import read_spec
from engine.spec.steps.assign import AssignStep
from engine.spec.steps.raw import RawStep
from engine.spec.steps.step import Step
from engine.spec.writer import write_spec
from tests.engine.spec.strategies import records, specs, texts

lawful = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))


def routine(*steps, **header):
    return SpecFile(module="m", actions=(Action(name="f", steps=steps, **header),))


@lawful
@given(specs)
def test_a_spec_read_from_what_was_written_is_the_same_spec(spec):
    assert read_spec(write_spec(spec).text) == spec


@lawful
@given(specs)
def test_what_was_written_is_written_again_byte_by_byte(spec):
    text = write_spec(spec).text
    assert write_spec(read_spec(text)).text == text


@pytest.mark.parametrize("kind", sorted(Step.kinds))
def test_every_step_kind_comes_back(kind):
    @settings(parent=lawful, max_examples=12)
    @given(records(Step.kinds[kind]))
    def law(step):
        spec = routine(step)
        assert read_spec(write_spec(spec).text) == spec

    law()


@settings(parent=lawful, max_examples=300)
@given(texts)
@example(" \n x")
@example("\n  import x\n")
@example("\tx\ny")
@example("x" * 100_000)
@example("".join(map(chr, range(0x250))))
def test_every_text_comes_back_from_every_place(text):
    spec = routine(
        AssignStep(target=text, to=text, note=text),
        RawStep(raw=text, reason=text),
        params=(Param(type=text, default=text),),
        declare=(),
    )
    assert read_spec(write_spec(spec).text) == spec


@settings(parent=lawful, max_examples=150)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_key_comes_back(name):
    spec = SpecFile(entity="X", fields=(Field(name=name, type="text"),))
    assert read_spec(write_spec(spec).text) == spec


@settings(parent=lawful, max_examples=150)
@given(texts)
def test_every_other_yaml_tool_reads_the_same_text(text):
    spec = routine(AssignStep(target="v", to=text), RawStep(raw=text, reason=text))
    for loaded in _loaded(write_spec(spec).text)["actions"][0]["steps"]:
        for key in ("to", "raw", "reason"):
            assert _as_text(loaded.get(key, text)) == text


@lawful
@given(specs)
def test_every_other_yaml_tool_reads_the_same_structure(spec):
    text = write_spec(spec).text
    assert _texts(_loaded(text)) == _texts(yaml.load(text, Loader=yaml.BaseLoader))


@lawful
@given(specs)
def test_every_entry_has_its_place(spec):
    written = write_spec(spec)
    for position in written.positions.values():
        before = written.text[: position.start]
        assert position.line == before.count("\n") + 1
        assert position.column == len(before) - (before.rfind("\n") + 1) + 1
        assert position.start < position.end <= len(written.text)


@lawful
@given(specs)
def test_no_line_ends_in_a_blank_that_was_not_there(spec):
    assert write_spec(spec).text.endswith("\n")
    assert not any(line.endswith(" ") for line in write_spec(spec).text.split("\n"))


def _loaded(text):
    return yaml.load(text, Loader=yaml.CSafeLoader)


def _as_text(value):
    return str(value).lower() if isinstance(value, bool) else str(value)


def _texts(value):
    if isinstance(value, dict):
        return {_as_text(key): _texts(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_texts(item) for item in value]
    return "" if value is None else _as_text(value)
