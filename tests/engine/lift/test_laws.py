"""Laws that hold for every routine: its spec is a fixed point and the same on every run, its SQL is proved."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from engine.conversion import Conversion, convert_file
from engine.source.split_file import split

SAMPLES = Path(__file__).with_name("samples.sql")
CONVERT = """
import sys
from engine.conversion import convert_file
from engine.source.split_file import split
for found in convert_file(split(open(sys.argv[1], encoding="utf-8").read())):
    print(found.spec, found.lowered, found.links)
"""


def conversions(text: str) -> list[Conversion]:
    return list(convert_file(split(text)))


SAMPLE = conversions(SAMPLES.read_text(encoding="utf-8"))


@pytest.mark.parametrize("found", SAMPLE, ids=lambda found: found.unit)
def test_lifting_what_was_lowered_gives_the_same_bytes(found: Conversion) -> None:
    (again,) = conversions(found.lowered)
    assert again.spec == found.spec
    assert again.lowered == found.lowered


@pytest.mark.parametrize("found", SAMPLE, ids=lambda found: found.unit)
def test_what_is_lowered_is_proved(found: Conversion) -> None:
    assert found.ok, found.fault
    assert found.verdict
    assert found.verdict.kind == "proved", found.verdict.difference


def test_only_what_is_not_of_the_language_is_raw() -> None:
    assert {found.unit.partition("(")[0]: found.counts.raw for found in SAMPLE if found.counts.raw} == {
        "sales.ship": 1,
        "py": 1,
    }


def test_the_same_on_every_run_whatever_the_hash_seed() -> None:
    outputs = {
        subprocess.run(
            [sys.executable, "-c", CONVERT, str(SAMPLES)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(outputs) == 1


@pytest.mark.parametrize("line_break", ["\r\n", "\n    "])
def test_line_ends_and_indentation_change_no_verdict(line_break: str) -> None:
    text = SAMPLES.read_text(encoding="utf-8").replace("\n", line_break)
    for found in conversions(text):
        assert found.verdict
        assert found.verdict.kind == "proved", found.verdict.difference
