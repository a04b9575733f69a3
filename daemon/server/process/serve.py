"""Run a daemon: lock, database, socket, service, and shutdown in reverse."""

import asyncio
import contextlib
import gc
import logging
import os
import signal
import socket
import sys
from collections.abc import Iterator

import uvicorn

import store
from daemon.server.checks.check_pool import CheckPool
from daemon.server.http import app
from daemon.server.http.caller_protocol import CallerProtocol
from daemon.server.http.journal_feed import JournalFeed
from daemon.server.instance import Instance
from daemon.server.process import private_folders
from daemon.server.process.instance_lock import InstanceLock
from daemon.server.process.loop_errors import LoopErrors
from daemon.server.process.shutdown import Shutdown
from daemon.server.process.unix_socket import listening_socket
from daemon.server.spec_file_writer import SpecFileWriter
from daemon.server.watcher.project_watches import ProjectWatches
from daemon.server.workers.job_service import JobService, lease_seconds
from daemon.server.workers.result_checks import ResultChecks
from daemon.wire.connection.instance_paths import InstancePaths
from daemon.wire.connection.version import VERSION
from store.codebase import conversions
from store.core.checkpoints import Checkpoints

GRACE_SECONDS = 0.5
KEEP_ALIVE_SECONDS = 300
SWITCH_SECONDS = 0.0005  # a request runs dozens of SQL statements, and waits for its turn after each
SIGNALS = (signal.SIGTERM, signal.SIGINT)
log = logging.getLogger("specdeck.daemon")


class _Server(uvicorn.Server):
    """uvicorn with our own shutdown: it would raise signals again, and poll ten times a second."""

    def __init__(self, config: uvicorn.Config, shutdown: Shutdown) -> None:
        super().__init__(config)
        self._stopping = shutdown

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def main_loop(self) -> None:
        await self.on_tick(0)
        await self._stopping.wait()


def run_daemon(paths: InstancePaths) -> None:
    """Serve an instance until it must stop. The lock comes first: only its holder may touch the rest."""
    os.umask(0o077)
    sys.setswitchinterval(SWITCH_SECONDS)
    for folder in (paths.socket.parent, paths.lock.parent, paths.data):
        private_folders.make_private_folder(folder)
    with InstanceLock(paths), contextlib.closing(store.open(paths.database)) as opened:
        with opened.write() as tx:
            conversions.enter_review(tx)
        with listening_socket(paths.socket) as listener:
            asyncio.run(_serve(paths, opened, listener))
        log.info("stopped")


async def _serve(paths: InstancePaths, opened: store.Store, listener: socket.socket) -> None:
    check_pool = CheckPool()
    job_service = JobService(paths, opened, ResultChecks(check_pool), lease_seconds())
    project_watches = ProjectWatches(opened, job_service.now)
    instance = Instance(paths, opened, JournalFeed(opened), Shutdown(), job_service, project_watches, check_pool)
    instance.drain_gate.count_also(job_service.running)
    server = _Server(_config(instance), instance.shutdown)
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(LoopErrors())
    for number in SIGNALS:
        loop.add_signal_handler(number, instance.shutdown.ask, signal.Signals(number).name)
    log.info(
        "started", extra={"version": VERSION, "pid": os.getpid(), "socket": str(paths.socket), "run": instance.run}
    )
    ending = loop.create_task(_end(instance))
    job_service.start()
    scribe = SpecFileWriter(opened, job_service.now)
    scribe.start()
    checkpoints = Checkpoints(opened)
    checkpoints.start()
    # Everything loaded so far stays until the end, so no garbage collection needs to look at it.
    gc.freeze()
    gc.enable()
    project_watches.start()
    try:
        await server.serve(sockets=[listener])
    finally:
        instance.shutdown.ask("failure")
        await ending
        await asyncio.to_thread(scribe.stop)
        await asyncio.to_thread(checkpoints.stop)


async def _end(instance: Instance) -> None:
    """End streams and workers while the server still finishes open requests."""
    await instance.shutdown.wait()
    log.info("stopping", extra={"reason": instance.shutdown.reason})
    instance.feed.close()
    await instance.check_pool.close()
    await asyncio.to_thread(instance.project_watches.stop)
    await asyncio.to_thread(instance.job_service.stop)


def _config(instance: Instance) -> uvicorn.Config:
    return uvicorn.Config(
        app.build_app(instance),
        http=CallerProtocol,
        ws="none",
        loop="asyncio",
        lifespan="off",
        interface="asgi3",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        date_header=False,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        # A client that does not read its stream must not delay the stop: it is cancelled after this.
        timeout_graceful_shutdown=GRACE_SECONDS,  # pyrefly: ignore[bad-argument-type]  any number of seconds works
    )
