"""The wheel as it is installed: whole, and deaf to packages of our names in the folder it is called from."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from specdeck import HOUSE

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


def run(command: Path, folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "SPECDECK", "XDG"))}
    home = folder.parent / f"{folder.name}-home"
    home.mkdir(exist_ok=True)
    everything = clean | {"HOME": str(home)} | environment
    return subprocess.run(
        [command, *arguments], cwd=folder, env=everything, capture_output=True, text=True, check=False
    )


def test_the_wheel_holds_every_package_of_the_house_and_nothing_else(wheel):
    names = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {name for name in names if not name.endswith(".dist-info")} == set(HOUSE)


def test_the_wheel_holds_the_sample_that_the_demo_shows(wheel):
    assert any(
        name.startswith("specdeck/sample/") and name.endswith(".sql") for name in zipfile.ZipFile(wheel).namelist()
    )


def test_the_installed_command_works_from_any_folder(command, tmp_path):
    done = run(command, tmp_path, "doctor")
    assert "python" in done.stdout, done.stderr
    assert done.returncode in (0, 1)


@pytest.mark.parametrize("path", [".", "", ":.:/nowhere", "{folder}"])
@pytest.mark.parametrize("arguments", [["doctor"], ["status", "--no-daemon-start"]], ids=" ".join)
def test_a_hostile_folder_is_not_imported_from(command, hostile, path, arguments):
    done = run(command, hostile, *arguments, PYTHONPATH=path.format(folder=hostile))
    assert "EVIL" not in done.stderr
    assert done.returncode in (0, 1, 3), done.stderr


def test_python_m_in_a_hostile_folder_is_safe_too(by_pip, hostile):
    python = by_pip.with_name("python")
    done = run(python, hostile, "-m", "specdeck", "doctor")
    assert "EVIL" not in done.stderr
    assert "python" in done.stdout


def test_a_foreign_package_inside_our_installation_is_refused(by_pip, tmp_path):
    stranger = tmp_path / "stranger"
    (stranger / "daemon").mkdir(parents=True)
    (stranger / "daemon" / "__init__.py").write_text(EVIL)
    python = by_pip.with_name("python")
    code = f"import sys; sys.path.insert(0, {str(stranger)!r}); from specdeck.__main__ import main; main()"
    done = run(python, tmp_path, "-c", code)
    assert done.returncode == 2
    assert done.stderr.startswith("error: `daemon` is answered by ")
    assert "EVIL" not in done.stderr
