"""The JSON Schema that editors use."""

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from jsonschema_rs import Draft202012Validator, meta

from engine.spec.shapes.json_schema import json_schema
from engine.spec.shapes.shape import SHAPES
from engine.spec.writer import write_spec
from tests.engine.spec.strategies import specs

PUBLISHED = Path(__file__).parents[3] / "docs" / "reference" / "specql.schema.json"
VALIDATOR = Draft202012Validator(json_schema())


def test_the_published_schema_is_current():
    assert json.loads(PUBLISHED.read_text()) == json_schema(), "run: specdeck spec schema > " + str(PUBLISHED)


def test_the_schema_is_a_schema():
    assert meta.is_valid(json_schema())


def test_no_two_shapes_share_a_name():
    shapes = [made.__name__ for made in SHAPES if made.__module__.startswith("engine.spec.")]
    assert len(set(shapes)) == len(shapes)


@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
@given(specs)
def test_whatever_the_writer_writes_is_valid(spec):
    VALIDATOR.validate(_as_editors_read(write_spec(spec).text))


@pytest.mark.parametrize(
    "text",
    [
        "schema: s\n",
        "entity: X\nmodule: y\n",
        "entity: X\nfrobnicate: 1\n",
        "entity: X\nactions: [{name: f}]\n",
        "entity: X\nactions: [{name: f, steps: [{asign: x, to: 1}]}]\n",
        "entity: X\nactions: [{name: f, steps: [{query: SELECT 1, strict: true}]}]\n",
        "entity: X\nactions: [{name: f, traits: {replace: false}, steps: []}]\n",
    ],
)
def test_what_the_reader_refuses_for_its_keys_is_invalid(text):
    assert not VALIDATOR.is_valid(_as_editors_read(text))


class _EditorLoader(yaml.CSafeLoader):
    """YAML 1.2 as editors take it: no dates."""


_EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":value", ":merge"))]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def _as_editors_read(text):
    return json.loads(json.dumps(yaml.load(text, Loader=_EditorLoader)))
