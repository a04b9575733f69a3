"""The page on the language keeps its word."""

import re
from pathlib import Path

import pytest

from engine.spec.format_spec import format_spec
from engine.spec.shapes.shape import SHAPES
from engine.spec.steps.step import Step

PAGE = (Path(__file__).parents[3] / "docs" / "specql.md").read_text()
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_is_written_in_the_one_way(example):
    assert format_spec(example) == example


@pytest.mark.parametrize("kind", sorted(Step.kinds))
def test_every_step_kind_is_on_the_page_with_its_keys(kind):
    row = next(line for line in PAGE.splitlines() if line.startswith("| `") and f"`{kind}`" in line.split(" | ")[0])
    needed = SHAPES[Step.kinds[kind]].companions - {"note", "label"}
    assert needed <= set(re.findall(r"`(\w+)`", row)) | {"loop"}
