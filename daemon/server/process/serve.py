"""The life of a daemon: lock, database, socket, service, and the way back."""

import asyncio
import contextlib
import gc
import logging
import os
import signal
import socket
from collections.abc import Iterator

import uvicorn

import store
from daemon.server.http import app
from daemon.server.http.caller_protocol import CallerProtocol
from daemon.server.http.journal_feed import JournalFeed
from daemon.server.instance import Instance
from daemon.server.process import private_folders
from daemon.server.process.instance_lock import InstanceLock
from daemon.server.process.shutdown import Shutdown
from daemon.server.process.unix_socket import listening_socket
from daemon.server.spec_file_writer import SpecFileWriter
from daemon.server.watcher.project_watches import ProjectWatches
from daemon.server.workers.job_service import JobService, lease_seconds
from daemon.wire.connection.instance_paths import InstancePaths
from daemon.wire.connection.version import VERSION
from store.codebase import conversions

GRACE_SECONDS = 0.5
KEEP_ALIVE_SECONDS = 300
SIGNALS = (signal.SIGTERM, signal.SIGINT)
log = logging.getLogger("specdeck.daemon")


class _Server(uvicorn.Server):
    """uvicorn, ended by us: it would raise a caught signal again, and look ten times a second whether to stop."""

    def __init__(self, config: uvicorn.Config, stopping: Shutdown) -> None:
        super().__init__(config)
        self._stopping = stopping

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def main_loop(self) -> None:
        await self.on_tick(0)
        await self._stopping.wait()


def run_daemon(place: InstancePaths) -> None:
    """Serve an instance until it is told to stop. The lock comes first: only its holder touches the rest."""
    os.umask(0o077)
    for folder in (place.socket.parent, place.lock.parent, place.data):
        private_folders.make_private_folder(folder)
    with InstanceLock(place), contextlib.closing(store.open(place.database)) as opened:
        with opened.write() as tx:
            conversions.enter_review(tx)
        with listening_socket(place.socket) as listener:
            asyncio.run(_serve(place, opened, listener))
        log.info("stopped")


async def _serve(place: InstancePaths, opened: store.Store, listener: socket.socket) -> None:
    workplace = JobService(place, opened, lease_seconds())
    watching = ProjectWatches(opened, workplace.now)
    instance = Instance(place, opened, JournalFeed(opened), Shutdown(), workplace, watching)
    instance.admission.counts(workplace.running)
    server = _Server(_config(instance), instance.stopping)
    loop = asyncio.get_running_loop()
    for number in SIGNALS:
        loop.add_signal_handler(number, instance.stopping.ask, signal.Signals(number).name)
    log.info(
        "started", extra={"version": VERSION, "pid": os.getpid(), "socket": str(place.socket), "run": instance.run}
    )
    ending = loop.create_task(_end(instance))
    workplace.start()
    scribe = SpecFileWriter(opened, workplace.now)
    scribe.start()
    # What is loaded by now stays until the end: no collection needs to look at it, the long one at exit least of all.
    gc.freeze()
    watching.start()
    try:
        await server.serve(sockets=[listener])
    finally:
        instance.stopping.ask("failure")
        await ending
        await asyncio.to_thread(scribe.stop)


async def _end(instance: Instance) -> None:
    """Streams say goodbye and workers end while the server still answers what it has begun."""
    await instance.stopping.wait()
    log.info("stopping", extra={"reason": instance.stopping.reason})
    instance.feed.close()
    await instance.checking.close()
    await asyncio.to_thread(instance.watching.stop)
    await asyncio.to_thread(instance.workplace.stop)


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
        # A client that does not read its stream must not hold us: what is left after this is cancelled.
        timeout_graceful_shutdown=GRACE_SECONDS,  # pyrefly: ignore[bad-argument-type]  any number of seconds works
    )
