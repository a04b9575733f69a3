"""Screens as text, compared with those that were looked at: `pytest --snapshots` writes them anew."""

import difflib
import os
import pwd
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from textual.app import App

OWNER = re.escape(pwd.getpwuid(os.getuid()).pw_name)
# What differs from run to run, each replaced by something as long, so that columns stay where they are.
MASKS = (
    (re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"), "yyyy-mm-dd hh:mm:ss"),
    (re.compile(r"\b\d\d:\d\d:\d\d\b"), "hh:mm:ss"),
    (re.compile(r"\bjob_[0-9a-f]{16}\b"), "job_0123456789abcdef"),
    (re.compile(r"\b(prj|act)_[0-9a-f]{16}\b"), r"\1_0123456789abcdef"),
    (re.compile(r"/tmp/sd-\w{8}\b"), "/tmp/sd-abcdefgh"),
    (re.compile(r"\blocal-(\w+)-\d+-\d+"), r"local-\1-1"),
    (re.compile(rf"\b{OWNER}, owner\b"), "root, owner"),
    (re.compile(r"\blocal-(\w+)-\d…"), r"local-\1-1…"),
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--snapshots", action="store_true", help="write the screens anew instead of comparing them")


def text_of(app: "App[None]") -> str:
    """What the screen shows, without colours, as lines without trailing spaces."""
    lines = (strip.text.rstrip() for strip in app.screen._compositor.render_strips())
    return "\n".join(lines).rstrip() + "\n"


@dataclass(frozen=True)
class Snapshot:
    """The picture of one test, in a file of its own."""

    path: Path
    rewriting: bool

    def __call__(self, app: "App[None]") -> None:
        """Compare what is shown with the picture, or write it anew."""
        shown = text_of(app)
        for pattern, instead in MASKS:
            shown = pattern.sub(instead, shown)
        if self.rewriting:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.write_text(shown, encoding="utf-8")
            return
        kept = self.path.read_text(encoding="utf-8") if self.path.exists() else ""
        difference = "\n".join(
            difflib.unified_diff(kept.splitlines(), shown.splitlines(), "kept", "shown", lineterm="")
        )
        assert shown == kept, f"{difference}\nIf this is as it should be: pytest --snapshots {self.path.name}"


@pytest.fixture
def snapshot(request: pytest.FixtureRequest) -> Snapshot:
    """Compares the screen with `snapshots/MODULE/TEST.txt`."""
    name = re.sub(r"[^\w.-]+", "-", request.node.name.removeprefix("test_")).strip("-")
    module = request.path.stem.removeprefix("test_")
    return Snapshot(
        request.path.with_name("snapshots") / module / f"{name}.txt", request.config.getoption("--snapshots")
    )
