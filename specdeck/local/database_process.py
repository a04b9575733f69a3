"""Run a command on a database file in a separate process, while no daemon uses the file."""

import json
import subprocess
import sys
from pathlib import Path
from typing import TypeVar

from specdeck.errors import CommandError

Kind = TypeVar("Kind")
REFUSED = 2


def run_database_command(kind: type[Kind], command: str, file: Path, other: str | None = None) -> Kind:
    """Run `python -P -m store COMMAND FILE`; return its JSON result or raise its error."""
    from daemon.client.process import spawn
    from daemon.wire import codec

    words = [sys.executable, "-P", "-m", "store", command, str(file.absolute()), *([other] if other else [])]
    done = subprocess.run(words, capture_output=True, text=True, env=spawn.clean_environment(), check=False)
    if done.returncode == REFUSED:
        problem = json.loads(done.stderr)
        raise CommandError(problem["code"], problem["sentence"], problem["hint"])
    return codec.from_json_text(kind, done.stdout)
