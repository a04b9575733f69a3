"""`specdeck daemon …` and `specdeck status`: a real daemon, started, inspected and stopped."""

import json
import signal
import stat
import sys
from pathlib import Path

import pytest


def test_status_starts_the_daemon_unless_told_not_to(shell):
    assert shell.specdeck("status", "--no-daemon-start").code == 3
    assert shell.specdeck("--no-daemon-start", "status").code == 3
    assert shell.specdeck("status", SPECDECK_DAEMON_START="no").code == 3
    assert shell.specdeck("status", SPECDECK_NO_AUTOSTART="1").code == 3
    ran = shell.specdeck("status", "--json")
    assert (ran.code, ran.json["state"], ran.err) == (0, "running", "")


def test_without_a_daemon_the_error_suggests_how_to_start_one(shell):
    ran = shell.specdeck("daemon", "status")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.splitlines()[1] == "hint: Start it with: specdeck daemon start"


def test_start_and_stop_report_what_happened(shell):
    assert "started" in shell.specdeck("daemon", "start").out
    assert "is running" in shell.specdeck("daemon", "start").out
    assert shell.specdeck("daemon", "stop").out == "The daemon stopped.\n"
    assert shell.specdeck("daemon", "stop").out == "The daemon was not running.\n"


def test_restart_gives_another_process(shell):
    first = shell.specdeck("daemon", "start", "--json").json["pid"]
    assert shell.specdeck("daemon", "restart", "--json").json["pid"] != first


def test_a_drained_daemon_says_so(shell):
    shell.specdeck("daemon", "start")
    assert shell.specdeck("daemon", "drain").code == 0
    assert shell.specdeck("daemon", "status", "--json").json["state"] == "draining"


def test_two_instances_do_not_know_each_other(shell):
    shell.specdeck("daemon", "start", "--instance", "second")
    assert shell.specdeck("daemon", "status").code == 3
    assert shell.specdeck("daemon", "status", SPECDECK_DAEMON_INSTANCE="second").code == 0
    assert shell.specdeck("daemon", "stop", "--instance", "second").code == 0


def test_run_stays_in_the_foreground_until_it_is_interrupted(shell):
    running = shell.start("daemon", "run")
    first = json.loads(running.stderr.readline())
    assert (first["said"], first["pid"]) == ("started", running.pid)
    running.send_signal(signal.SIGTERM)
    running.communicate(timeout=20)
    assert running.returncode == 0


def test_logs_are_readable_and_as_json_they_are_json(shell):
    shell.specdeck("daemon", "start")
    assert "started" in shell.specdeck("daemon", "logs", "-n", "1").out
    assert json.loads(shell.specdeck("daemon", "logs", "--json").out.splitlines()[0])["said"] == "started"


def test_logs_can_be_followed(shell):
    shell.specdeck("daemon", "start")
    following = shell.start("daemon", "logs", "--follow", "--lines", "1")
    assert "started" in following.stdout.readline()
    shell.specdeck("daemon", "stop")
    assert "stop" in following.stdout.readline()
    following.send_signal(signal.SIGINT)
    following.communicate(timeout=20)
    assert following.returncode == 130


def test_a_missing_log_is_reported(shell):
    assert "The daemon has not run yet" in shell.specdeck("daemon", "logs").err


def test_install_writes_a_unit_that_starts_our_own_python(shell):
    path = Path(shell.specdeck("daemon", "install", "--json").json["file"])
    assert path == shell.home / ".config/systemd/user/specdeck.service"
    assert f"ExecStart={sys.executable} -P -m daemon.server" in path.read_text()


def test_a_local_command_refuses_a_host(shell):
    ran = shell.specdeck("--host", "ssh://elsewhere", "daemon", "logs")
    assert (ran.code, "on the daemon's own machine only" in ran.err) == (2, True)


def test_a_host_that_ssh_would_take_for_an_option_is_refused(shell):
    for arguments in (["--host", "ssh://-oProxyCommand=x", "status"], ["status", "--host", "-oProxyCommand=x"]):
        ran = shell.specdeck(*arguments)
        assert (ran.code, "error: " in ran.err, ran.out) == (2, True, "")


@pytest.mark.parametrize("arguments", [["--as", "alice"], ["--role", "reviewer"], ["--as", "alice", "--role", "king"]])
def test_an_incomplete_pin_is_refused(shell, arguments):
    ran = shell.specdeck("daemon", "dial-stdio", *arguments)
    assert (ran.code, "--as and --role go together" in ran.err) == (2, True)


def test_the_daemon_is_started_from_a_hostile_folder(shell):
    shell.write("daemon/__init__.py", "raise SystemExit('EVIL')")
    ran = shell.specdeck("status", "--json", PYTHONPATH=".")
    assert (ran.code, ran.json["state"]) == (0, "running"), ran.err


def test_the_socket_is_the_owners_alone(shell):
    shell.specdeck("daemon", "start")
    (socket,) = shell.home.rglob("*.sock")
    assert stat.S_IMODE(socket.stat().st_mode) == 0o600
    assert stat.S_IMODE(socket.parent.stat().st_mode) == 0o700


def test_an_unwritable_log_is_reported_with_a_remedy(shell):
    shell.write("file", "")
    ran = shell.specdeck("status", XDG_STATE_HOME=str(shell.folder / "file"))
    assert (ran.code, "cannot be written" in ran.err, "set XDG_STATE_HOME" in ran.err) == (3, True, True)
