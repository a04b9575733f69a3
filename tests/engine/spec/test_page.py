"""The page on the language keeps its word."""

import re
from pathlib import Path

import pytest

from engine.spec.format_spec import format_spec
from engine.spec.model import AnyStatementSpec
from engine.spec.shapes.shape import SHAPES
from engine.spec.steps.step import Step

PAGE = (Path(__file__).parents[3] / "docs" / "specql.md").read_text()
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_is_written_in_the_one_way(example):
    assert format_spec(example) == example


def _keys_on_page(section: str, kind: str) -> set[str]:
    """Return the words in the row of a kind in the table of a section."""
    lines = PAGE.partition(f"\n## {section}\n")[2].partition("\n## ")[0].splitlines()
    row = next(line for line in lines if line.startswith("| `") and f"`{kind}`" in line.split(" | ")[0])
    return set(re.findall(r"`(\w+)`", row))


@pytest.mark.parametrize("kind", sorted(Step.kinds))
def test_every_step_kind_is_on_the_page_with_its_keys(kind):
    needed = SHAPES[Step.kinds[kind]].companions - {"note", "label"}
    assert needed <= _keys_on_page("Actions and steps", kind) | {"loop"}


@pytest.mark.parametrize("kind", sorted(AnyStatementSpec.kinds))
def test_every_statement_kind_is_on_the_page_with_its_keys(kind):
    needed = SHAPES[AnyStatementSpec.kinds[kind]].companions - {"note", "source"}
    assert needed <= _keys_on_page("Statements of a script", kind)
