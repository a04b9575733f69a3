"""What a hand changed in a spec file becomes proposals."""

import json
from collections.abc import Sequence

from jobs.kinds.desk import ProvedUnit
from store import conversions, proposals, reviews, spec_files, texts
from store.conversions import Conversion
from store.proposals import FILE, NewProposal, Proposal
from store.sources import Source
from store.transaction import Transaction

SENTENCE = "The spec file says this."
BY_NOBODY_KNOWN = f"{SENTENCE} Nobody here is known as the user who owns it."


def propose(tx: Transaction, source: Source, units: Sequence[ProvedUnit]) -> None:
    """Open a proposal for each unit that the file tells otherwise; withdraw what it tells no more."""
    told = {} if _is_ours(tx, source) else dict(_told(tx, source, units))
    for open_one in proposals.open_from(tx, source.id):
        unit = told.get(open_one.conversion)
        if unit is None or texts.hash_of(str(unit.spec)) != open_one.spec:
            proposals.settle(tx, open_one.id, proposals.WITHDRAWN)
    for conversion, unit in told.items():
        _offer(tx, source, conversion, unit)


def _is_ours(tx: Transaction, source: Source) -> bool:
    file = spec_files.find(tx, source.project, source.folder, source.path)
    return file is not None and source.hash is not None and spec_files.is_ours(file, source.hash)


def _told(tx: Transaction, source: Source, units: Sequence[ProvedUnit]) -> list[tuple[int, ProvedUnit]]:
    """The units that the file tells otherwise than the text in review and the approved one."""
    found = []
    for unit in units:
        conversion = _conversion(tx, source, unit)
        if conversion is None or unit.spec is None:
            continue
        standing = reviews.get(tx, conversion.id).standing
        if texts.hash_of(unit.spec) not in (standing.spec, standing.approved):
            found.append((conversion.id, unit))
    return found


def _conversion(tx: Transaction, source: Source, unit: ProvedUnit) -> Conversion | None:
    return conversions.named(tx, source.project, unit.kind, unit.name) if unit.error is None else None


def _offer(tx: Transaction, source: Source, conversion: int, unit: ProvedUnit) -> None:
    """What was decided is not asked again when the same file is read again; what was withdrawn may come back.

    Where the SQL is another one, so is the question: an open proposal gives way to one with the verdict of now.
    """
    spec = texts.keep(tx, str(unit.spec))
    told = [each for each in proposals.of(tx, conversion) if each.spec == spec and each.source == source.id]
    known = [each for each in told if (each.file_hash, each.sql) == (source.hash, unit.sql)]
    if any(each.state != proposals.WITHDRAWN for each in known):
        return
    author = _author(told, source)
    new = NewProposal(
        conversion=conversion,
        analyst=FILE,
        actor=author,
        spec=spec,
        verdict=unit.verdict,
        sql=str(unit.sql),
        lowered=texts.keep(tx, unit.lowered) if unit.lowered else None,
        evidence=None if unit.evidence is None else texts.keep(tx, json.dumps(unit.evidence)),
        reason=BY_NOBODY_KNOWN if author is None else SENTENCE,
        source=source.id,
        file_hash=source.hash,
    )
    proposals.offer(tx, new)


def _author(told: Sequence[Proposal], source: Source) -> str | None:
    """Whose words these are: whoever saves the file with another unit changed takes over what lies there already."""
    standing = [each for each in told if each.state != proposals.WITHDRAWN]
    return standing[-1].actor if standing else source.author
