"""A real wheel of this tree, installed like a user would install it."""

import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="session")
def by_pip(wheel, tmp_path_factory) -> Path:
    """The command, installed by pip into a fresh environment."""
    environment = tmp_path_factory.mktemp("pip") / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
    pip = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        environment / "bin" / "python",
        "install",
        "-q",
        "--no-deps",
        "--no-index",
    ]
    subprocess.run([*pip, wheel], check=True, capture_output=True)
    return lend_libraries(environment)


@pytest.fixture(scope="session")
def by_uv_tool(wheel, tmp_path_factory) -> Path:
    """The command, installed by `uv tool install`."""
    home = tmp_path_factory.mktemp("uv")
    nothing_else = home / "excluded.txt"
    nothing_else.write_text("\n".join(libraries()))
    install = [Path(sys.executable).with_name("uv"), "tool", "install", "--offline", "--python", sys.executable]
    environment = {
        "HOME": str(home),
        "PATH": "/usr/bin:/bin",
        "UV_TOOL_DIR": str(home / "tools"),
        "UV_CACHE_DIR": str(home / "cache"),
    }
    subprocess.run([*install, "--excludes", nothing_else, wheel], env=environment, check=True, capture_output=True)
    return lend_libraries(home / "tools" / "specdeck")


def libraries() -> list[str]:
    """The names of what we depend on: no network here, so the tests lend the libraries that are installed already."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return [requirement.split(">")[0] for requirement in project["dependencies"]]


def lend_libraries(environment: Path) -> Path:
    """Let an environment see the libraries of this one, but not the checkout that is installed here."""
    site = next(environment.glob("lib/python3*/site-packages"))
    (site / "lent.pth").write_text(sysconfig.get_path("purelib"))
    return environment / "bin" / "specdeck"
