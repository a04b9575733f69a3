"""Run the commands of the README on a clean machine: a fresh clone, an empty HOME, empty caches.

    python bench/install.py            the first command: install and run
    python bench/install.py --second   the second one too: the whole suite
    python bench/install.py --uv       instead, `uv tool install` of the clone, with the newest libraries that fit

The last line is one JSON object: seconds and exit codes by command, and the size of the installation.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
COMMANDS = re.compile(r"^```\n(.+)\n```$", re.MULTILINE)
# What a machine tells its package clients about its network.
KEPT = re.compile(r"^(PIP_|UV_|SSL_|REQUESTS_|HTTPS?_PROXY|NO_PROXY)", re.IGNORECASE)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--second", action="store_true")
    parser.add_argument("--uv", action="store_true")
    wish = parser.parse_args()
    first, second = COMMANDS.findall((ROOT / "README.md").read_text())[:2]
    commands = [first, second] if wish.second else [first]
    if wish.uv:
        commands = [f"{Path(sys.executable).with_name('uv')} tool install . && ~/.local/bin/specdeck demo"]
    with TemporaryDirectory(prefix="specdeck-") as place:
        print(json.dumps(measured(Path(place), commands)))


def measured(place: Path, commands: list[str]) -> dict[str, object]:
    home, clone = place / "home", place / "clone"
    home.mkdir()
    subprocess.run(["git", "clone", "-q", ROOT, clone], check=True)
    environment = {name: value for name, value in os.environ.items() if KEPT.match(name)}
    environment |= {"HOME": str(home), "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"}
    figures: dict[str, object] = {}
    for name, command in zip(("first", "second"), commands, strict=False):
        begun = time.perf_counter()
        ended = subprocess.run(
            ["bash", "-c", command], cwd=clone, env=environment, stdin=subprocess.DEVNULL, check=False
        )
        figures |= {f"{name}_s": round(time.perf_counter() - begun, 1), f"{name}_exit": ended.returncode}
    used = subprocess.run(["du", "-sm", home], capture_output=True, text=True, check=True).stdout
    return figures | {"home_mb": int(used.split()[0])}


if __name__ == "__main__":
    main()
