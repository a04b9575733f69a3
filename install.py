#!/usr/bin/env python3
"""Install Specdeck into a separate environment, with every library as pinned in requirements.lock.

Needs only Python 3.11 or newer and pip.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python gets a sentence, not a traceback
    sys.exit("error: Specdeck needs Python 3.11 or newer.\nhint: run this script with a newer python3.")

import argparse
import os
import re
import subprocess
import tempfile
import tomllib
import venv
from importlib.util import find_spec
from pathlib import Path

from install_llama import NAME as LLAMA
from install_llama import CompileError, install_llama

HERE = Path(__file__).resolve().parent
LOCK = HERE / "requirements.lock"
ENTRY = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==.*(?:\n[ \t]+.*)*", re.MULTILINE)
PARENT = re.compile(r"#(?: via)? {1,3}([A-Za-z0-9._-]+)")
BUILDER = "hatchling"
PROJECT = tomllib.loads((HERE / "pyproject.toml").read_text())
EXTRAS = sorted(PROJECT["project"]["optional-dependencies"])


def main() -> None:
    """Create the environment, install into it, and link the command on the user's PATH."""
    wish = arguments()
    if find_spec("pip") is None:
        sys.exit(f"error: {sys.executable} has no pip.\nhint: on Debian: apt-get install python3-pip")
    environment = (wish.into or (HERE / ".venv" if wish.dev else usual_place())).absolute()
    print(f"Installing into {environment} …", flush=True)
    venv.create(environment, symlinks=True)
    fill(environment, wish)
    print(f"Installed: {environment / 'bin' / 'specdeck'}")
    if not wish.into and not wish.dev:
        link(environment / "bin" / "specdeck", Path.home() / ".local" / "bin" / "specdeck")


def arguments() -> argparse.Namespace:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description="Install Specdeck into a separate environment.")
    parser.add_argument("--into", type=Path, metavar="FOLDER", help="the environment (default: one in the user's data)")
    parser.add_argument("--extra", action="append", default=[], choices=EXTRAS)
    parser.add_argument("--dev", action="store_true", help="install this folder as editable, with what the tests need")
    return parser.parse_args()


def usual_place() -> Path:
    """Return the default folder of the environment, below the XDG data folder."""
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "specdeck-environment"


def fill(environment: Path, wish: argparse.Namespace) -> None:
    """Install the pinned libraries, verified by hash, then Specdeck with the pinned builder."""
    entries = closure(LOCK.read_text(), {BUILDER, *wanted(wish.extra, dev=wish.dev)})
    compiled = [entry for entry in entries if entry.startswith(f"{LLAMA}==")]
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as pinned:
        pinned.write("\n".join(entry for entry in entries if entry not in compiled))
        pinned.flush()
        pip(environment, "install", "--require-hashes", "--no-deps", "--requirement", pinned.name)
    for entry in compiled:
        compile_into(environment, entry, is_required="local" in wish.extra)
    source = ["--editable", str(HERE)] if wish.dev else [str(HERE)]
    pip(environment, "install", "--no-deps", "--no-build-isolation", "--force-reinstall", *source)
    pip(environment, "check")


def compile_into(environment: Path, entry: str, *, is_required: bool) -> None:
    """Compile the local model's library. The tests run without it, and say so, where it cannot be compiled."""
    try:
        install_llama(environment, entry, may_use_cuda=is_required)
    except CompileError as error:
        if is_required:
            sys.exit(f"error: {error}")
        print(f"The local model will not be tested: {error}", flush=True)


def wanted(extras: list[str], *, dev: bool) -> set[str]:
    """Return the distributions that pyproject.toml requires. The tests need every extra."""
    extras = EXTRAS if dev else extras
    tools = PROJECT["dependency-groups"]["dev"] if dev else []
    optional = (name for extra in extras for name in PROJECT["project"]["optional-dependencies"][extra])
    asked = [*PROJECT["project"]["dependencies"], *optional, *tools]
    return {normal(re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0]) for requirement in asked}


def closure(lock: str, asked: set[str]) -> list[str]:
    """Return the entries of the lock for these distributions and their dependencies."""
    entries = [(normal(match["name"]), match[0]) for match in ENTRY.finditer(lock)]
    found, fresh = set(), asked
    while fresh:
        found |= fresh
        fresh = {name for name, entry in entries if found & parents(entry)} - found
    if unknown := found - {name for name, _ in entries}:
        sys.exit(f"error: requirements.lock does not pin {', '.join(sorted(unknown))}.")
    return [entry for name, entry in entries if name in found]


def parents(entry: str) -> set[str]:
    """Return the distributions that need an entry, from the comments of the lock's compiler."""
    return {normal(name) for name in PARENT.findall(entry)}


def normal(name: str) -> str:
    """Return the normalised name of a distribution."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pip(environment: Path, *arguments: str) -> None:
    """Run this Python's pip on the environment, which has no pip."""
    python = str(environment / "bin" / "python")
    quiet = ["--quiet", "--disable-pip-version-check", "--no-input"]
    done = subprocess.run([sys.executable, "-m", "pip", "--python", python, *quiet, *arguments], check=False)
    if done.returncode:
        sys.exit("error: pip could not install the pinned libraries; see its messages above.")


def link(command: Path, place: Path) -> None:
    """Link the command on the PATH of login shells; a foreign file is kept."""
    if place.exists() and not place.is_symlink():
        print(f"{place} is not a link of ours and was not changed.")
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    place.unlink(missing_ok=True)
    place.symlink_to(command)
    print(f"Linked: {place}")


if __name__ == "__main__":
    main()
