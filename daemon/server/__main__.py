"""`python -P -m daemon.server`: a daemon in the foreground."""

import argparse
import gc
import logging
import sys

from daemon.server.errors import AlreadyRunningError, ServerError
from daemon.server.process import installation
from daemon.wire.connection import instance_paths
from daemon.wire.errors import WireError

FAILED = 1
ALREADY_RUNNING = 75


def main() -> int:
    """Serve one instance; 75 tells that another daemon already does."""
    asked = _arguments()
    try:
        installation.check_installation()
        _run(asked)
    except AlreadyRunningError as error:
        return _tell(error, ALREADY_RUNNING)
    except Exception as error:
        from store.core.errors import StoreError

        if not isinstance(error, ServerError | WireError | StoreError):
            raise
        return _tell(error, FAILED)
    return 0


def _run(asked: argparse.Namespace) -> None:
    gc.disable()  # nothing that is loaded now is garbage; `serve` turns it on again
    from daemon.server.process import logs, serve

    where = instance_paths.paths_of_instance(asked.instance)
    logs.log_to_file(where.log, asked.log_level, echo=asked.echo)
    serve.run_daemon(where)


def _tell(error: Exception, code: int) -> int:
    sentence, hint = getattr(error, "sentence", str(error)), getattr(error, "hint", "")
    logging.getLogger("specdeck.daemon").error(sentence, extra={"hint": hint})
    print(f"error: {sentence}", f"hint: {hint}", sep="\n", file=sys.stderr)  # noqa: T201  a process's last words
    return code


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -P -m daemon.server", description=main.__doc__)
    parser.add_argument("--instance", default="default")
    parser.add_argument("--log-level", default="info", choices=("debug", "info", "warning", "error"))
    parser.add_argument("--echo", action="store_true", help="repeat the log on stderr")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
