"""The systemd user unit of an instance."""

import os
import shlex
from pathlib import Path

from daemon.client.process import spawn

UNIT_TEMPLATE = """\
[Unit]
Description=Specdeck daemon ({instance})

[Service]
Type=exec
ExecStart={command} --echo
# SIGTERM goes to the daemon alone: it stops its workers itself.
KillMode=mixed
KillSignal=SIGTERM
TimeoutStopSec=30
Restart=on-failure
RestartSec=1
# 75: another daemon is already running for this instance.
RestartPreventExitStatus=75
UMask=0077
NoNewPrivileges=yes
UnsetEnvironment=PYTHONPATH PYTHONHOME

[Install]
WantedBy=default.target
"""


def unit_text(instance: str = "default") -> str:
    """Return the text of the unit, for this installation."""
    command = " ".join(shlex.quote(word).replace("%", "%%") for word in spawn.daemon_command(instance))
    return UNIT_TEMPLATE.format(instance=instance, command=command)


def unit_path(instance: str = "default") -> Path:
    """Return where systemd looks for the unit."""
    named = os.environ.get("XDG_CONFIG_HOME", "")
    config = Path(named) if named.startswith("/") else Path.home() / ".config"
    name = "specdeck.service" if instance == "default" else f"specdeck-{instance}.service"
    return config / "systemd" / "user" / name


def install_unit(instance: str = "default") -> Path:
    """Write the unit; the user enables it with `systemctl --user enable --now`."""
    where = unit_path(instance)
    where.parent.mkdir(parents=True, exist_ok=True)
    where.write_text(unit_text(instance), encoding="utf-8")
    return where
