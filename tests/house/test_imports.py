"""What each entry point imports at run time, in a separate process."""

import json
import subprocess
import sys

import pytest

HOUSE = {"daemon", "engine", "jobs", "specdeck", "store", "themes", "tui"}
HEAVY = {
    "anthropic", "fastapi", "fastembed", "huey", "jinja2", "lancedb", "llama_cpp", "numpy", "pglast", "pydantic",
    "river", "sqlite_utils", "sqlite3", "starlette", "textual", "uvicorn", "watchdog", "yaml", "rich",
}  # fmt: skip

# Every command is found by it; it imports the standard library only.
DISCOVERY = {"engine", "engine.discovery"}

AFTER_COMMAND = """
import json, sys
from specdeck.command_line import run
run({arguments!r})
sys.stderr.write("\\n" + json.dumps(sorted(sys.modules)))
"""
AFTER_IMPORT = "import json, sys, {module}; sys.stderr.write('\\n' + json.dumps(sorted(sys.modules)))"


def modules_after(code: str, tmp_path) -> set[str]:
    environment = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    return set(json.loads(done.stderr.splitlines()[-1]))


def tops(modules: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules}


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        ["doctor"],
        ["config", "show"],
        ["status", "--no-daemon-start"],
        ["completion", "bash"],
    ],
    ids=" ".join,
)
def test_a_light_command_imports_nothing_heavy(arguments, tmp_path):
    assert not tops(modules_after(AFTER_COMMAND.format(arguments=arguments), tmp_path)) & HEAVY


@pytest.mark.parametrize(
    ("arguments", "allowed"),
    [
        (["status", "--no-daemon-start"], {"specdeck", "daemon"}),
        (["doctor"], {"specdeck", "daemon", "engine"}),  # the header of the model in use
        (["lift", "nowhere.sql"], {"specdeck", "engine"}),
        (["lower", "nowhere.yaml"], {"specdeck", "engine"}),
        (["config", "check"], {"specdeck"}),
    ],
    ids=lambda value: " ".join(sorted(value)) if isinstance(value, set) else " ".join(value),
)
def test_a_command_enters_only_the_rooms_it_needs(arguments, allowed, tmp_path):
    modules = modules_after(AFTER_COMMAND.format(arguments=arguments), tmp_path) - DISCOVERY
    assert tops(modules) & HOUSE == allowed
    assert not {name for name in modules if name.startswith(("daemon.server", "daemon.worker"))}


def test_a_command_imports_no_other_command(tmp_path):
    modules = modules_after(AFTER_COMMAND.format(arguments=["config", "show"]), tmp_path)
    commands = {name for name in modules if name.startswith("specdeck.commands.") and name.count(".") > 2}
    assert commands == {"specdeck.commands.operate.config"}


@pytest.mark.parametrize(
    ("module", "allowed"),
    [
        ("engine.spec", {"engine"}),
        ("engine.source", {"engine"}),
        ("engine.plpgsql", {"engine"}),
        ("engine.proof", {"engine"}),
        ("daemon.wire", {"daemon"}),
        ("daemon.client", {"daemon"}),
        ("themes", {"themes"}),
        ("store", {"store", "engine"}),
        ("jobs.kinds", {"jobs", "engine"}),
    ],
)
def test_a_room_imports_only_the_rooms_below_it(module, allowed, tmp_path):
    assert tops(modules_after(AFTER_IMPORT.format(module=module), tmp_path)) & HOUSE <= allowed


@pytest.mark.parametrize("module", ["daemon.client", "daemon.wire"])
def test_the_client_is_the_standard_library(module, tmp_path):
    extra = tops(modules_after(AFTER_IMPORT.format(module=module), tmp_path)) - sys.stdlib_module_names
    bare = tops(modules_after("import json, sys; sys.stderr.write('\\n' + json.dumps(sorted(sys.modules)))", tmp_path))
    assert extra - bare == {"daemon"}
