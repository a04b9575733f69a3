"""Turn manual edits of a spec file into proposals."""

from collections.abc import Iterator, Sequence

from jobs.kinds.convert.convert_output import ProvedUnit
from store.codebase import conversions
from store.codebase.conversions import ConversionRow
from store.codebase.sources import SourceRow
from store.core import texts
from store.core.transaction import WriteTransaction
from store.files import spec_files
from store.review import proposals, reviews
from store.review.proposals import FILE, NewProposal, ProposalRow

SENTENCE = "The spec file says this."
BY_NOBODY_KNOWN = f"{SENTENCE} Nobody here is known as the user who owns it."


def propose_edits(tx: WriteTransaction, source: SourceRow, units: Sequence[ProvedUnit]) -> None:
    """Open a proposal for each edited unit; withdraw the proposals that the file no longer makes."""
    edited = {} if _is_ours(tx, source) else dict(_edited_units(tx, source, units))
    for proposal in proposals.list_open_of_source(tx, source.id):
        unit = edited.get(proposal.conversion)
        if unit is None or texts.hash_of(str(unit.spec)) != proposal.spec:
            proposals.set_state(tx, proposal.id, proposals.WITHDRAWN)
    for conversion, unit in edited.items():
        _offer(tx, source, conversion, unit)


def _is_ours(tx: WriteTransaction, source: SourceRow) -> bool:
    file = spec_files.find(tx, source.project, source.folder, source.path)
    return file is not None and source.hash is not None and spec_files.is_ours(file, source.hash)


def _edited_units(tx: WriteTransaction, source: SourceRow, units: Sequence[ProvedUnit]) -> list[tuple[int, ProvedUnit]]:
    """Return the units whose text in the file differs from the approved text and the one in review."""
    by_name: dict[tuple[str, str], list[ProvedUnit]] = {}
    for unit in units:
        if unit.fault is None and unit.spec is not None:
            by_name.setdefault((unit.kind, unit.name), []).append(unit)
    return [pair for name, namesakes in by_name.items() for pair in _differing(tx, source.project, name, namesakes)]


def _differing(
    tx: WriteTransaction, project: str, name: tuple[str, str], units: Sequence[ProvedUnit]
) -> Iterator[tuple[int, ProvedUnit]]:
    """Match units of one name with the conversions they are about, where their text differs.

    Statements that create no object share a name. A text that is known belongs to the conversion that has it; the
    others are matched by their order, from the end, since of two definitions the later one counts.
    """
    left = {each.id: _texts(tx, each) for each in conversions.list_named(tx, project, *name)}
    changed = []
    for unit in units:
        text = texts.hash_of(str(unit.spec))
        known = next((conversion for conversion, texts_of in left.items() if text in texts_of), None)
        if known is None:
            changed.append(unit)
        else:
            del left[known]
    yield from zip(reversed(left), reversed(changed), strict=False)


def _texts(tx: WriteTransaction, conversion: ConversionRow) -> tuple[str | None, ...]:
    standing = reviews.get(tx, conversion.id).standing
    return (standing.spec, standing.approved)


def _offer(tx: WriteTransaction, source: SourceRow, conversion: int, unit: ProvedUnit) -> None:
    """Propose an edit, unless it was decided before; a withdrawn one may be proposed again.

    If the SQL has changed, the question is a new one: an open proposal is replaced by one with the current verdict.
    """
    spec = texts.save(tx, str(unit.spec))
    earlier = [
        each for each in proposals.list_proposals(tx, conversion) if each.spec == spec and each.source == source.id
    ]
    same = [each for each in earlier if (each.file_hash, each.sql) == (source.hash, unit.sql)]
    if any(each.state != proposals.WITHDRAWN for each in same):
        return
    author = _author(earlier, source)
    new = NewProposal(
        conversion=conversion,
        analyst=FILE,
        actor=author,
        spec=spec,
        verdict=unit.verdict,
        sql=str(unit.sql),
        lowered=texts.save_some(tx, unit.lowered),
        evidence=texts.save_json(tx, unit.evidence),
        reason=BY_NOBODY_KNOWN if author is None else SENTENCE,
        source=source.id,
        file_hash=source.hash,
    )
    proposals.add(tx, new)


def _author(earlier: Sequence[ProposalRow], source: SourceRow) -> str | None:
    """Return the author of an edit; saving a file does not make somebody the author of texts already in it."""
    valid = [each for each in earlier if each.state != proposals.WITHDRAWN]
    if not valid:
        return source.author
    return valid[-1].actor
