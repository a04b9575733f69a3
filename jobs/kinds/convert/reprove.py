"""Prove again the texts that are kept for a unit, so that what people wrote is judged by the current rules."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from engine.fault import Fault
from engine.proved_text import ProvedText
from engine.record import UnitRecord
from engine.unexpected import attempt
from jobs.kinds.convert.convert_input import KeptText, KeptTexts

Texts = Mapping[tuple[str, str, str], Sequence[KeptText]]


def texts_by_unit(kept: Iterable[KeptTexts]) -> Texts:
    """Return the kept texts by kind, name and SQL."""
    return {(each.kind, each.name, each.sql): each.specs for each in kept}


def reprove_texts(record: UnitRecord, sql: str, kept: Texts, comments: tuple[str, ...] = ()) -> tuple[ProvedText, ...]:
    """Return what is known of each text that is kept for this SQL; the lift's own text is known already.

    `comments` are the COMMENT statements of the file about the unit.
    """
    texts = kept.get((record.kind, record.name, sql), ())
    return tuple(_proof(record, sql, each, comments) for each in texts if each.text != record.spec)


def _proof(record: UnitRecord, sql: str, kept: KeptText, comments: tuple[str, ...]) -> ProvedText:
    from engine.check_edit import CheckedEdit, EditedUnit, check_edit  # heavy, and only workers need it
    from engine.review.text.carry_links import carry_link_rows

    edited = EditedUnit(record.kind, record.name, sql, record.spec or None, comments)
    found = attempt(lambda: check_edit(edited, kept.text))
    if isinstance(found, Fault):
        return ProvedText(kept.hash, fault=found.sentence)
    known = ProvedText(kept.hash, links=tuple(carry_link_rows(record.links, record.spec, kept.text)))
    if not isinstance(found, CheckedEdit):
        return replace(known, fault=_sentence(found[0], kept.text))
    evidence = found.verdict.to_record()
    return replace(known, verdict=found.verdict.kind.value, lowered=found.lowered, evidence=evidence)


def _sentence(fault: Fault, text: str) -> str:
    from engine.spec.syntax.yaml_parser import line_and_column

    line, column = line_and_column(text, fault.place or 0)
    return f"line {line}, column {column}: {fault.sentence}"
