"""How the processes of the server are confined, as the kernel reports it."""

import os
from pathlib import Path

from engine.trial.sandbox.sandbox import Sandbox
from engine.trial.sandbox.scratch_folder import processes_in


def process_escapes(sandbox: Sandbox) -> dict[str, str]:
    """Return the promises that a process of the server does not keep."""
    found = {}
    with sandbox.connect(sandbox.create_database()):
        for process in processes_in(sandbox.server.sockets.parent / "data"):
            for name, holds in _promises(sandbox, process).items():
                if not holds:
                    found[name] = f"process {process}"
    return found


def _promises(sandbox: Sandbox, process: int) -> dict[str, bool]:
    status = dict(
        line.split(":\t", 1) for line in Path(f"/proc/{process}/status").read_text().splitlines() if ":\t" in line
    )
    promises = {
        "no new privileges": status["NoNewPrivs"].strip() == "1",
        "no capabilities": int(status["CapEff"], 16) == 0,
        "not as root": status["Uid"].split()[0] != "0",
        "folders of its own": oct((sandbox.server.sockets).stat().st_mode)[-3:] == "700",
        "no core files": _limit(process, "Max core file size") == "0",
        "bounded memory": _limit(process, "Max address space") != "unlimited",
        "bounded files": _limit(process, "Max file size") != "unlimited",
    }
    if "network" in sandbox.evidence.namespaces:
        devices = Path(f"/proc/{process}/net/dev").read_text().splitlines()[2:]
        promises["no network"] = [line.split(":")[0].strip() for line in devices] == ["lo"]
    if sandbox.evidence.throw_away_user:
        promises["a user of its own"] = int(status["Uid"].split()[0]) == sandbox.server.uid != os.geteuid()
    return promises


def _limit(process: int, name: str) -> str:
    lines = Path(f"/proc/{process}/limits").read_text().splitlines()
    return next(line for line in lines if line.startswith(name))[len(name) :].split()[0]


PROMISES = 9
