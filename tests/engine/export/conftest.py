"""Upstream's parser, from PyPI, in an environment of its own: its packages would shadow ours."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def upstream(tmp_path_factory):
    """Asks upstream's parser what it makes of a text."""
    home = tmp_path_factory.mktemp("upstream") / "venv"
    python = home / "bin" / "python"
    uv = [sys.executable, "-m", "uv"]
    requirements = HERE / "upstream-requirements.txt"
    install = [
        *uv,
        "pip",
        "install",
        "-q",
        "--system-certs",
        "--python",
        python,
        "--no-deps",
        "--require-hashes",
        "-r",
        requirements,
    ]
    for command in ([*uv, "venv", "-q", "--python", sys.executable, home], install):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode and not os.environ.get("CI"):
            pytest.skip(f"upstream's parser could not be installed: {done.stderr.strip()[-200:]}")
        assert done.returncode == 0, done.stderr
    parser = subprocess.Popen(
        [python, HERE / "upstream_parser.py"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )

    def ask(text):
        parser.stdin.write(json.dumps(text) + "\n")
        parser.stdin.flush()
        return json.loads(parser.stdout.readline())

    yield ask
    parser.stdin.close()
    parser.wait(timeout=30)
