"""The sandbox holds: what it refuses, what it bounds, and that nothing of it is left."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from probes import processes, statements
from probes.kills import leaks

from engine.trial.sandbox import sandbox as sandbox_module
from engine.trial.sandbox import self_test, server_programs
from engine.trial.sandbox.sandbox import running_sandbox
from engine.trial.sandbox.sandbox_error import SandboxError
from engine.trial.sandbox.sandbox_limits import SandboxLimits
from engine.trial.sandbox.scratch_folder import create_folder, processes_in, sweep_stale_folders


@pytest.fixture
def reachable():
    """A folder that the user of the server can enter, unlike pytest's."""
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        Path(name).chmod(0o711)
        yield Path(name)


@pytest.fixture(scope="module")
def hostile(sandbox):
    """One connection for all statements that must be refused."""
    with sandbox.connect(sandbox.create_database()) as opened:
        yield opened


@pytest.mark.parametrize("name", statements.REFUSED)
def test_the_server_refuses(name, hostile):
    text, sqlstates = statements.REFUSED[name]
    error = hostile.run(text).error
    assert error is not None
    assert error.sqlstate in sqlstates.split()


def test_the_processes_of_the_server_are_confined(sandbox):
    assert processes.process_escapes(sandbox) == {}


def test_the_watchdog_ends_a_call_that_swallows_its_cancellation(sandbox, database):
    with sandbox.connect(database, call_seconds=0.2) as connection:
        message = connection.run(
            "DO $$ BEGIN LOOP BEGIN LOOP PERFORM 1; END LOOP;"
            " EXCEPTION WHEN query_canceled THEN NULL; END; END LOOP; END $$"
        )
    assert message.timed_out


def test_a_lost_connection_is_an_error_of_the_message(sandbox, database):
    with sandbox.connect(database) as connection:
        backend = connection.run("SELECT pg_backend_pid()").statements[0].rows[0][0]
        with sandbox.superuser() as server:
            server.execute(f"SELECT pg_terminate_backend({backend})")
        assert connection.run("SELECT 1").error.sqlstate == "57P01"
        assert connection.is_lost
    with sandbox.connect(database) as again:
        assert again.run("SELECT 1").error is None


def test_the_server_recovers_after_one_of_its_processes_was_killed(sandbox, database):
    with sandbox.connect(database) as connection:
        connection.run("CREATE TABLE public.kept (a int)")
        backend = connection.run("SELECT pg_backend_pid()").statements[0].rows[0][0]
        sandbox.server.signal_backend("kill", int(backend))
        assert connection.run("SELECT sum(g) FROM generate_series(1, 1e8::int) g").timed_out
    for _ in range(100):  # a connection that was made before the server noticed is ended too
        with sandbox.connect(database) as again:
            error = again.run("TABLE public.kept").error
        if error is None or error.sqlstate != "57P01":
            break
    assert error is None


def test_data_beyond_the_limit_end_the_server(reachable, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(reachable))
    limits = SandboxLimits(data_mb=60, file_mb=64, lifetime_seconds=60, call_seconds=20)
    with running_sandbox(limits) as sandbox:
        with sandbox.connect(sandbox.create_database()) as connection:
            filled = connection.run("CREATE TABLE public.t AS SELECT repeat('x', 1000) FROM generate_series(1, 50000)")
            connection.run("DO $$ BEGIN LOOP END LOOP; END $$")
            assert filled.error or connection.is_lost
        assert sandbox.server.process.wait(10) == 0


def test_notices_are_kept_up_to_a_limit(connection):
    message = connection.run("DO $$ BEGIN FOR i IN 1..5000 LOOP RAISE NOTICE '%', i; END LOOP; END $$")
    assert len(message.notices) == 2000


def test_the_evidence_names_the_server_and_the_confinement(sandbox):
    evidence = sandbox.evidence
    assert evidence.server_version[0].isdigit()
    assert evidence.throw_away_user == (os.geteuid() == 0)
    assert len(evidence.self_test) == 5


@pytest.mark.parametrize("known", ["KNOWN_BAD", "KNOWN_ESCAPES"])
def test_a_sandbox_that_lets_something_through_is_refused(known, monkeypatch):
    monkeypatch.setattr(self_test, known, {"something": ("SELECT 1", "42501")})
    with pytest.raises(SandboxError, match="failed its self-test: something gave no error"), running_sandbox():
        pass


def test_the_newest_server_of_the_extra_is_frozen_too(monkeypatch):
    programs = server_programs.wheel_programs()
    if not programs:
        pytest.skip("the extra `trials` is not installed")
    monkeypatch.setattr(sandbox_module, "server_programs", lambda: programs[0])
    with running_sandbox() as sandbox, sandbox.connect(sandbox.create_database()) as connection:
        text = "SELECT setseed(0.5); SELECT uuidv7(), uuidv4(), clock_timestamp() = now(), pg_sleep(9)"
        first, second = (connection.run(f"BEGIN; {text}; ROLLBACK").statements[2].rows for _ in "ab")
    assert first[0][1:] == second[0][1:]
    assert first[0][2] == "t"


def test_without_a_server_the_error_says_what_to_install(monkeypatch):
    monkeypatch.setattr(server_programs, "find_server_programs", lambda: None)
    with pytest.raises(SandboxError) as caught, running_sandbox():
        pass
    assert (caught.value.code, "postgresql" in caught.value.hint) == ("trial.no_server", True)


def test_programs_that_do_not_start_are_reported(reachable, monkeypatch):
    shutil.copy("/bin/false", reachable / "initdb")
    monkeypatch.setattr(sandbox_module, "server_programs", lambda: reachable)
    with pytest.raises(SandboxError, match="initdb failed"), running_sandbox():
        pass


def test_nothing_is_left_when_the_owner_is_killed():
    assert leaks(2, seed=5)["cluster_leaks"] == 0


def test_the_next_sandbox_removes_what_a_killed_keeper_left(reachable, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(reachable))
    with running_sandbox() as sandbox:
        folder = sandbox.server.sockets.parent
        sandbox.server.process.send_signal(signal.SIGKILL)
        sandbox.server.process.wait()
        assert folder.exists()
        assert sweep_stale_folders() == 1
        assert not folder.exists()
        assert list(processes_in(folder)) == []


def test_the_sweeper_leaves_a_folder_that_is_in_use(reachable, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(reachable))
    folder, lock = create_folder(0)
    assert sweep_stale_folders() == 0
    os.close(lock)
    assert sweep_stale_folders() == 1
    assert not folder.exists()


def test_an_extension_beyond_the_allow_list_is_refused(sandbox, database):
    with pytest.raises(SandboxError, match="not allowed"):
        sandbox.create_extension(database, "dblink")


def test_the_keeper_needs_the_standard_library_only():
    code = "import sys, engine.trial.sandbox.keeper; print([n for n in sys.modules if n in {'psycopg', 'pglast'}])"
    assert (
        subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
    )
