"""Run one file through the whole pipeline, with counts and times."""

import re
from hashlib import sha256
from pathlib import Path
from time import process_time

from corpora.figures import Routine, Tally
from corpora.floor import floor_seconds
from engine.conversion import Conversion, convert_unit
from engine.proof.verdict import VerdictKind
from engine.source.independent_counts import count_routines, count_statements
from engine.source.routine_body import RoutineBody, routine_body
from engine.source.split_file import split
from engine.source.text.decode import DecodeError, decode
from engine.source.unit import SourceFile, Unit

LANGUAGES = frozenset({"plpgsql", "sql"})
_REASON = re.compile(r"^( *)- raw:.*?^\1  reason: ([^\n]+)$", re.MULTILINE | re.DOTALL)
_NAMED = re.compile(r"\"[^\"]*\"|'[^']*'|\d+")


class Measure:
    """Measures files; a known routine is not converted again."""

    def __init__(self) -> None:
        self.seen: set[str] = set()

    def file(self, path: Path) -> Tally:
        """Return the counts of one file."""
        tally = Tally(files=1)
        try:
            text = decode(path.read_bytes()).text
        except DecodeError as refusal:
            tally.unread[refusal.code] += 1
            return tally
        begun = process_time()
        source = split(text, str(path))
        share = (process_time() - begun) / max(len(text), 1)
        self._count(source, tally)
        for unit in source.units:
            if unit.is_routine:
                self._routine(unit, source, share * len(unit.text), tally)
        return tally

    def _count(self, source: SourceFile, tally: Tally) -> None:
        tally.units += len(source.units)
        tally.units_with_error += sum(unit.fault is not None for unit in source.units)
        found = sum(unit.is_routine for unit in source.units)
        tally.routines_found += found
        counted = count_routines(source.text)
        tally.uncounted_files += counted is None
        tally.missed += max(0, (counted or 0) - found)

    def _routine(self, unit: Unit, source: SourceFile, split_seconds: float, tally: Tally) -> None:
        reason = _left_out(unit)
        if reason:
            tally.left_out[reason] += 1
            return
        digest = sha256(unit.text.encode("utf-8", "surrogatepass")).hexdigest()
        if digest in self.seen:
            return
        self.seen.add(digest)
        begun = process_time()
        try:
            done = convert_unit(unit, source.path)
        except Exception as crash:  # noqa: BLE001  a crash is what this counts
            tally.crashes.append(f"{source.path}: {unit.name}: {type(crash).__name__}: {crash}"[:300])
            return
        seconds = process_time() - begun + split_seconds
        body = routine_body(unit)
        if body is not None:
            tally.converted += 1
            tally.routines[digest] = _counted(unit, body, done, seconds)


def _left_out(unit: Unit) -> str | None:
    if unit.fault is not None:
        return "does not parse"
    if unit.template:
        return "template"
    return None if unit.language in LANGUAGES else f"language {unit.language}"


def _counted(unit: Unit, body: RoutineBody, done: Conversion, seconds: float) -> Routine:
    counted = count_statements(body, unit.language)
    statements = done.counts.statements if counted is None else counted
    verdict = done.verdict.kind if done.verdict else VerdictKind.UNVERIFIED
    difference = done.verdict.difference if done.verdict else None
    error = done.fault.sentence if done.fault else ""
    place = f"{done.file}: {unit.name}: "
    return Routine(
        parsed=done.fault is None,
        statements=max(statements, 1),
        raw=min(done.counts.raw, max(statements, 1)),
        uncounted=abs(statements - done.counts.statements),
        verdict=verdict.value,
        why="" if verdict is VerdictKind.PROVED else place + (error or (difference.sentence if difference else "")),
        raw_reasons=tuple(_NAMED.sub("…", reason)[:80] for _, reason in _REASON.findall(done.spec)),
        seconds=seconds,
        floor=floor_seconds(unit, body),
    )
