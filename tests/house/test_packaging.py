"""The installed wheel: complete, and unaffected by packages with our names in the working folder."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from specdeck import HOUSE
from tests.plugins.leftovers import inherited_variables

EVIL = "import sys; sys.stderr.write('EVIL WAS HERE'); raise SystemExit(66)\n"


@pytest.fixture(params=["by_pip", "by_uv_tool", "editable"])
def command(request) -> Path:
    return (
        Path(sys.executable).with_name("specdeck")
        if request.param == "editable"
        else request.getfixturevalue(request.param)
    )


@pytest.fixture
def hostile(tmp_path) -> Path:
    """A watched folder that holds packages of our names, and libraries of names that we import."""
    for name in (*(set(HOUSE) - {"specdeck"}), "typer", "yaml", "pglast", "watchdog"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text(EVIL)
    return tmp_path


@pytest.fixture
def home() -> Iterator[Path]:
    # pytest's own folders have names too long for a socket below them.
    with TemporaryDirectory(prefix="specdeck-") as home:
        yield Path(home)


def run(command: Path, folder: Path, home: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
    everything = {"PATH": os.environ["PATH"], "HOME": str(home)} | inherited_variables() | environment
    return subprocess.run(
        [command, *arguments], cwd=folder, env=everything, capture_output=True, text=True, check=False
    )


def test_the_wheel_contains_our_packages_and_nothing_else(wheel):
    names = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {name for name in names if not name.endswith(".dist-info")} == set(HOUSE)


def test_the_wheel_contains_the_demo_sample(wheel):
    assert any(
        name.startswith("specdeck/sample/") and name.endswith(".sql") for name in zipfile.ZipFile(wheel).namelist()
    )


def test_the_installed_command_works_from_any_folder(command, tmp_path, home):
    done = run(command, tmp_path, home, "doctor")
    assert "python" in done.stdout, done.stderr
    assert done.returncode in (0, 1)


@pytest.mark.parametrize("path", [".", ":.:/nowhere", "{folder}"])
def test_nothing_is_imported_from_a_hostile_folder(command, hostile, home, path):
    done = run(command, hostile, home, "doctor", PYTHONPATH=path.format(folder=hostile))
    assert (done.returncode, done.stderr) == (0, "")


def test_the_daemon_of_an_installation_starts_from_a_hostile_folder(command, hostile, home):
    done = run(command, hostile, home, "status", "--json", PYTHONPATH=".")
    assert (done.returncode, done.stderr) == (0, "")
    assert run(command, hostile, home, "daemon", "stop", PYTHONPATH=".").stdout == "The daemon stopped.\n"


def test_python_m_in_a_hostile_folder_is_safe_too(by_pip, hostile, home):
    done = run(by_pip.with_name("python"), hostile, home, "-m", "specdeck", "doctor")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_foreign_package_on_the_path_is_refused(by_pip, tmp_path, home):
    stranger = tmp_path / "stranger"
    (stranger / "daemon").mkdir(parents=True)
    (stranger / "daemon" / "__init__.py").write_text(EVIL)
    code = f"import sys; sys.path.insert(0, {str(stranger)!r}); from specdeck.__main__ import main; main()"
    done = run(by_pip.with_name("python"), tmp_path, home, "-c", code)
    assert done.returncode == 2
    assert done.stderr.startswith("error: `daemon` resolves to ")
