"""What is done to a database file while no daemon needs it: by a process of its own, whose answer is JSON."""

import json
import subprocess
import sys
from pathlib import Path
from typing import TypeVar

from specdeck.errors import CommandError

Kind = TypeVar("Kind")
REFUSED = 2


def run_database_command(kind: type[Kind], command: str, file: Path, other: str | None = None) -> Kind:
    """The answer of `python -P -m store COMMAND FILE`, or its error as ours."""
    from daemon.client.process import spawn
    from daemon.wire import codec

    words = [sys.executable, "-P", "-m", "store", command, str(file.absolute()), *([other] if other else [])]
    done = subprocess.run(words, capture_output=True, text=True, env=spawn.clean_environment(), check=False)
    if done.returncode == REFUSED:
        problem = json.loads(done.stderr)
        raise CommandError(problem["code"], problem["sentence"], problem["hint"])
    return codec.from_json_text(kind, done.stdout)
