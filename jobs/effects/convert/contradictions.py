"""Refuse a conversion that contradicts itself or its SQL: what a worker reports is an input like any other.

This is cheap enough for every unit; the equality of the texts is proved again for a sample only.
"""

import hashlib
import json
from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from engine.proof.verdict import VerdictKind
from engine.record import UNVERIFIED, UnitRecord
from engine.source.text.unreadable_text import unreadable_text
from jobs.job_kind import KindError
from jobs.kinds.convert.convert_output import ConvertedUnit
from store.codebase.conversions import CheckedTexts
from store.core import texts

HINT = "Look at the worker: its installation differs, or somebody uses its key."
PROVED = (VerdictKind.PROVED, VerdictKind.PROVED_IF)


def check_units(text: str, units: Iterable[ConvertedUnit], accepted: AbstractSet[CheckedTexts] = frozenset()) -> None:
    """Raise KindError if the units are not consecutive spans of this text, each with what its verdict needs.

    Texts that were accepted before, with the same verdict, are not looked at again.
    """
    after = 0
    for unit in units:
        start, end = unit.record.span
        if not after <= start <= end <= len(text):
            raise _contradiction(unit.record, "its place in the file cannot be")
        after = end
        if accepted and _checked_texts(unit.record, text[start:end]) in accepted:
            continue
        if unit.record.spec:
            _check_spec(unit.record)
        if unit.record.verdict != UNVERIFIED:
            _check_verdict(unit.record, text[start:end])


def _checked_texts(record: UnitRecord, sql: str) -> CheckedTexts:
    evidence = None if record.evidence is None else texts.hash_of(json.dumps(record.evidence))
    spec, lowered = (texts.hash_of(text) if text else None for text in (record.spec, record.lowered))
    return (texts.hash_of(sql), spec, lowered, evidence, record.verdict)


def _check_spec(record: UnitRecord) -> None:
    from engine.conversion import lower_spec  # heavy, and a daemon without results needs none of it
    from engine.lower.error import LowerError
    from engine.spec.reader import read_spec
    from engine.spec.spec_error import SpecError

    if unreadable_text(record.spec) is not None:
        raise _contradiction(record, "its spec cannot be read")
    try:
        lowered = lower_spec(read_spec(record.spec))
    except (SpecError, LowerError, RecursionError) as error:
        raise _contradiction(record, "its spec cannot be read") from error
    if lowered != record.lowered:
        raise _contradiction(record, "its spec gives other SQL")


def _check_verdict(record: UnitRecord, sql: str) -> None:
    evidence = record.evidence or {}
    if record.verdict not in set(VerdictKind):
        raise _contradiction(record, "its verdict does not exist")
    named = (evidence.get("original"), evidence.get("lowered"))
    if not record.spec or all(named != digests for digests in _digests(record, sql)):
        raise _contradiction(record, "its evidence is about other texts")
    open_obligations = [each for each in evidence["obligations"] if not each["discharged"]]
    if record.verdict in PROVED and (evidence["level"] is None or evidence.get("difference")):
        raise _contradiction(record, "its evidence is not of a proof")
    if record.verdict == VerdictKind.PROVED and open_obligations:
        raise _contradiction(record, "it has open obligations")


def _digests(record: UnitRecord, sql: str) -> Iterable[tuple[str, str]]:
    """The digests of the texts, then those of the neutral texts that are compared where a template has marks."""
    from engine.lift.template_marks import find_marks, has_marks
    from engine.source.split_file import split

    yield _digest(sql), _digest(record.lowered)
    for unit in split(sql).units[:1]:
        marks = find_marks(unit) if has_marks(unit) else None
        if marks is not None:
            yield _digest(marks.neutral(unit.text)), _digest(marks.neutral(record.lowered))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _contradiction(record: UnitRecord, why: str) -> KindError:
    sentence = f"What a worker says of {record.kind} {record.name} contradicts itself: {why}."
    return KindError("convert.contradiction", sentence, HINT)
