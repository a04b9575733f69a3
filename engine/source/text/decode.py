"""Decode a file: its encoding is known, or the file is refused with the reason."""

import codecs
from dataclasses import dataclass

from engine.fault import EngineError, Fault

MAX_BYTES = 20_000_000
MARKED = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is a prefix of it
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CONTROL = frozenset(range(32)) - {*b"\t\n\r\f\v"}


class DecodeError(EngineError):
    """The bytes of a file are not text in an encoding that we read."""

    def __init__(self, code: str, sentence: str, hint: str) -> None:
        super().__init__(Fault(f"source.{code}", sentence, hint))


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, newlines and byte order mark untouched, and the encoding it was in."""

    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    """Return the text of a file; raise DecodeError if it is too large, binary or in an unknown encoding."""
    if len(data) > MAX_BYTES:
        sentence = f"The file has {len(data) / 1e6:.0f} MB; files larger than {MAX_BYTES / 1e6:.0f} MB are not read."
        raise DecodeError("too_large", sentence, "Split it, or exclude it with an ignore glob.")
    for mark, encoding in MARKED:
        if data.startswith(mark):
            return _without_nul(_as(data, encoding))
    if b"\0" in data:
        raise DecodeError("nul", f"The file has a NUL byte at {data.index(0)}: it is binary.", "Exclude it.")
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        return _single_byte(data, error)


def _as(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        sentence = f"The file is marked as {encoding} but breaks at byte {error.start}."
        raise DecodeError("encoding", sentence, "Save it as UTF-8.") from error


def _without_nul(decoded: Decoded) -> Decoded:
    if "\0" in decoded.text:
        sentence = f"The file has a NUL character at {decoded.text.index(chr(0))}, which SQL cannot contain."
        raise DecodeError("nul", sentence, "Remove it, or exclude the file.")
    return decoded


def _single_byte(data: bytes, error: UnicodeDecodeError) -> Decoded:
    """Decode Western single-byte text, if no byte speaks against it."""
    if any(byte in CONTROL for byte in data):
        raise DecodeError("binary", "The file is binary: it has control bytes.", "Exclude it.") from error
    for encoding in ("cp1252", "latin-1"):
        try:
            return Decoded(data.decode(encoding), encoding)
        except UnicodeDecodeError:
            continue
    raise DecodeError("encoding", f"The file is not UTF-8 at byte {error.start}.", "Save it as UTF-8.") from error
