"""The documentation: short, current, with working links, and a tutorial that works when typed."""

import os
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from specdeck.reference.reference_pages import render_pages
from tests.plugins.leftovers import inherited_variables

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
BLOCK = re.compile(r"^```(sh|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_readme_is_short():
    assert len((ROOT / "README.md").read_text().splitlines()) <= 150


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_to_a_file(page):
    links = [link for link in LINK.findall(page.read_text()) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", ["docs/architecture.md", "docs/ledger.md", "docs/lift.md", "docs/source.md"])
def test_every_file_that_a_page_names_exists(page):
    named = re.findall(r"`((?:specdeck|tui|daemon|engine|jobs|store|tests|bench)/[\w./]*)`", (ROOT / page).read_text())
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_page_is_reached_from_the_index():
    index = ROOT / "docs" / "index.md"
    reached, fresh = set(), {index}
    while fresh:
        page = fresh.pop()
        reached.add(page)
        linked = {(page.parent / link).resolve() for link in LINK.findall(page.read_text()) if link.endswith(".md")}
        fresh |= {each for each in linked if each.is_relative_to(ROOT / "docs")} - reached
    assert set(PAGES[1:]) - reached == set()


@pytest.mark.parametrize("name", sorted(render_pages()))
def test_the_reference_is_current(name):
    written = (ROOT / "docs" / "reference" / name).read_text()
    assert written == render_pages()[name], "run: python -m specdeck.reference"


def test_the_tutorial_works_when_typed():
    blocks = BLOCK.findall((ROOT / "docs" / "tutorial.md").read_text())
    script = "set -e\n" + "".join(_typed(kind, text) for kind, text in blocks)
    with TemporaryDirectory(prefix="specdeck-") as home:
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        environment = {"HOME": home, "PATH": path} | inherited_variables()
        typed = subprocess.run(
            ["bash", "-c", f"trap 'specdeck daemon stop >&2' EXIT\n{script}"],
            cwd=home, env=environment, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
    assert typed.returncode == 0, typed.stderr
    shown = re.split(r"^===\n", typed.stdout, flags=re.MULTILINE)
    for text, output in zip([text for kind, text in blocks if kind == "text"], shown, strict=False):
        assert re.fullmatch(_pattern(text), output, re.DOTALL), f"{output}\n--- is not ---\n{text}"


def _typed(kind: str, text: str) -> str:
    """A block of commands as it is typed; where output is shown, a mark divides it from the next one's."""
    return text if kind == "sh" else "echo '==='\n"


def _pattern(text: str) -> str:
    return ".*".join(map(re.escape, text.split("…")))
