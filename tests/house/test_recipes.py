"""CONTRIBUTING.md keeps its promises: few files an addition, and nothing else to change."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from specdeck import HOUSE

ROOT = Path(__file__).parents[2]
ADDITIONS = Path(__file__).parent / "additions"
MOST_FILES = {
    "a command": 3,
    "a check of the doctor": 2,
    "a setting": 4,
    "a screen": 2,
    "a resource, from the store to a screen": 8,
    "a decision kind": 6,
    "a job kind with new data": 5,
    "a conversion field": 4,
    "a proof rule": 4,
    "a finding rule": 1,
}
WORKS = {
    "a command": "from specdeck.command_line import run; assert run(['greet']) == 0",
    "a check of the doctor": (
        "from specdeck.doctor.run_checks import run_checks; assert 'weather' in {each.name for each in run_checks()}"
    ),
    "a resource, from the store to a screen": (
        "from daemon.server import routes; from daemon.server.routes import weather; from engine.discovery import *;"
        "from fastapi import APIRouter; assert weather.ROUTER in discover('daemon.server.routes', 'ROUTER', APIRouter)"
    ),
    "a screen": """
from tui.deck_screen import DeckScreen
from tui.screen_registry import SCREENS

(added,) = [each for each in SCREENS if each.name == 'weather']
assert issubclass(added.load(), DeckScreen)
""",
    "a decision kind": """
from daemon.wire.decision import NewDecision
from daemon.wire.decision_kinds import DESCRIPTORS, DecisionKind
from engine.review.allowed_decisions import RULES
from specdeck.command_line import run
from specdeck.review.plain_review import KEYS

assert NewDecision(DecisionKind('escalate')).kind == 'escalate'
assert RULES['escalate'].permission == DESCRIPTORS['escalate'].permission
assert KEYS['x'] == 'escalate it'
assert run(['review', 'escalate', '--help']) == 0
""",
    "a job kind with new data": """
import tempfile
from pathlib import Path
import store
from jobs.job_effect import job_effects

effect = job_effects()['sweep']
with tempfile.TemporaryDirectory() as folder:
    opened = store.open(Path(folder) / 'specdeck.db')
    with opened.read() as view:
        payload = effect.inputs(view, 'attic')
    result = effect.kind.run(payload)
    with opened.write() as tx:
        assert effect.apply(tx, 'attic', result).summary == {'sweeps': 1}
    opened.close()
""",
    "a proof rule": "from engine.proof.rules import all_rules; assert 'same_thing' in all_rules()",
    "a finding rule": (
        "from engine.findings.discover_rules import finding_rules;"
        "assert 'forecast' in {rule.name for rule in finding_rules()}"
    ),
}


def recipes() -> dict[str, str]:
    """The recipes of the page, by what they add."""
    parts = re.split(r"^### Add (.+)$", (ROOT / "CONTRIBUTING.md").read_text(), flags=re.MULTILINE)
    return {name: text.partition("\n## ")[0] for name, text in zip(parts[1::2], parts[2::2], strict=True)}


def files(text: str) -> list[str]:
    return re.findall(r"^\d+\. `([^`]+)`", text, re.MULTILINE)


@pytest.fixture(scope="module")
def grown(tmp_path_factory) -> Path:
    """A copy of the tree with one more member of each family."""
    copy = tmp_path_factory.mktemp("tree")
    for name in HOUSE:
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ADDITIONS, copy, dirs_exist_ok=True)
    return copy


def test_the_page_has_every_recipe():
    assert recipes().keys() == MOST_FILES.keys()


@pytest.mark.parametrize("name", MOST_FILES)
def test_an_addition_takes_few_files(name):
    text = recipes()[name]
    (promised,) = re.findall(r"^At most (\d+) file", text, re.MULTILINE)
    assert len(files(text)) <= int(promised) <= MOST_FILES[name]


@pytest.mark.parametrize("name", MOST_FILES)
def test_a_file_that_is_changed_exists(name):
    changed = re.findall(r"^\d+\. `([^`<]+)` \*existing\*", recipes()[name], re.MULTILINE)
    assert [path for path in changed if not (ROOT / path).is_file()] == []


def test_every_file_that_the_test_adds_is_new_and_listed():
    listed = [
        re.sub(r"<\w+>", r"\\w+", re.escape(path).replace("\\<", "<"))
        for text in recipes().values()
        for path in files(text)
    ]
    for path in ADDITIONS.rglob("*.py"):
        name = str(path.relative_to(ADDITIONS))
        assert not (ROOT / name).exists(), name
        assert any(re.fullmatch(pattern, name) for pattern in listed), name


@pytest.mark.parametrize("name", WORKS)
def test_the_new_member_works_without_any_other_change(name, grown, tmp_path):
    code = f"import sys; sys.path.insert(0, {str(grown)!r})\n{WORKS[name]}"
    environment = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [sys.executable, "-P", "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
