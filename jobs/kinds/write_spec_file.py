"""A spec file as it must be: the approved units that belong there, beside whatever else lies in it.

The text is made here; the daemon puts it on disk once it is kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, cast

from jobs.kinds.desk import Reading, Writing
from jobs.kinds.kind import JobKind, JobQueue, Payload, Result


def inputs(reading: Reading, subject: str) -> Payload:
    """What lies there and what must; or why nothing may be written."""
    found = reading.spec_file(subject)
    return {
        "title": found.title,
        "entity": found.entity,
        "there": found.there,
        "base": found.base,
        "ours": [{"unit": unit, "hash": digest, "text": text} for unit, digest, text in found.ours],
        "former": list(found.former),
        "fault": found.fault,
    }


def run(payload: Payload) -> Result:
    """Put the file together."""
    answer: dict[str, object] = {name: payload[name] for name in ("base", "fault")}
    ours = cast(Sequence[Mapping[str, Any]], payload["ours"])
    answer["units"] = {str(each["unit"]): each["hash"] for each in ours}
    if payload["fault"] is not None:
        return answer | {"text": None}
    return answer | dict(_composed(payload, [str(each["text"]) for each in ours]))


def apply(writing: Writing, subject: str, result: Result) -> Result:
    """Have it written, unless somebody decided anew meanwhile: then another job is on its way."""
    if result["fault"] is not None:
        writing.hold_spec_file(subject, tuple(cast(Sequence[str], result["fault"])))
        return {"held": True}
    units = {int(unit): digest for unit, digest in cast(Mapping[str, str], result["units"]).items()}
    text, base = cast(str | None, result["text"]), cast(str | None, result["base"])
    return {"outdated": not writing.intend_spec_file(subject, text, base, units, alone=bool(result["alone"]))}


def _composed(payload: Payload, ours: Sequence[str]) -> Result:
    from engine.compose_file import FileTitle, SearchPathError, compose_file
    from engine.lower.error import LowerError  # heavy, and only workers run
    from engine.spec.spec_error import SpecError
    from engine.spec.spec_parts import TwoTablesError

    title = FileTitle(str(payload["title"]), bool(payload["entity"]))
    there, former = cast(str | None, payload["there"]), cast(Sequence[str], payload["former"])
    try:
        return asdict(compose_file(title, there, ours, former))
    except TwoTablesError as error:
        hint = "Only one of them can be approved; reject the other, or give it another name."
        return {"text": None, "fault": ["spec.two_tables", str(error), hint]}
    except SearchPathError as error:
        hint = "Write its names with their schemas and take search_path out of it; then it is written."
        return {"text": None, "fault": ["spec.search_path", str(error), hint]}
    except (SpecError, LowerError) as error:
        hint = "Correct the file, or remove it; then it is written."
        return {"text": None, "fault": ["spec.unreadable", f"What lies there cannot be read: {error}", hint]}


KIND = JobKind("write", JobQueue.CPU, inputs, run, apply, timeout=120.0)
