"""Structured logs: one JSON object per line, in rotating files."""

import json
import logging
import os
import sys
import time
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

MAX_LOG_BYTES = 5_000_000
KEPT_FILES = 5
_ORDINARY = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class JsonFormatter(logging.Formatter):
    """Formats a record with its extra facts as one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        moment = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
        line: dict[str, object] = {
            "at": f"{moment}.{int(record.msecs):03d}Z",
            "level": record.levelname.lower(),
            "from": record.name,
            "said": record.getMessage(),
        }
        line |= {name: value for name, value in vars(record).items() if name not in _ORDINARY}
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


class PrivateFile(RotatingFileHandler):
    """Rotating files that only their owner can read, whatever the umask: they name files, people and faults."""

    def _open(self) -> TextIOWrapper:
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
        os.fchmod(descriptor, 0o600)  # it may be from a version that left it open to others
        return os.fdopen(descriptor, "a", encoding=self.encoding)


def log_to_file(path: Path, level: str, *, echo: bool) -> None:
    """Log to this file; `echo` repeats every line on stderr for the journal of systemd."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = PrivateFile(path, maxBytes=MAX_LOG_BYTES, backupCount=KEPT_FILES, encoding="utf-8")
    handlers: list[logging.Handler] = [file, logging.StreamHandler(sys.stderr)] if echo else [file]
    for handler in handlers:
        handler.setFormatter(JsonFormatter())
    logging.basicConfig(level=level.upper(), handlers=handlers, force=True)
    logging.getLogger("uvicorn").setLevel(logging.WARNING)  # the daemon logs start and stop itself
    logging.captureWarnings(True)  # noqa: FBT003  the logging module's own signature
