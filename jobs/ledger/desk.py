"""The daemon's side of a kind's desk: sources, units and conversions over one view or transaction."""

from collections.abc import Iterable

from jobs.kinds.desk import FoundUnit, SourceText
from store import sources, texts
from store.sources import Fault
from store.transaction import Transaction, View
from store.units import Unit
from store.units import replace as replace_units


class ReadingDesk:
    """What `inputs` reads from."""

    def __init__(self, view: View) -> None:
        self._view = view

    def source(self, subject: str) -> SourceText:
        source = sources.get(self._view, source_id(subject))
        text = None if source.text is None else texts.get(self._view, source.text)
        return SourceText(source.project, source.path, source.kind, text, source.text, source.scanned)


class Desk(ReadingDesk):
    """What `apply` writes through."""

    def __init__(self, tx: Transaction) -> None:
        super().__init__(tx)
        self._tx = tx

    def record_units(self, subject: str, text: str, units: Iterable[FoundUnit]) -> int:
        return replace_units(self._tx, source_id(subject), text, [_unit(self._tx, found) for found in units])


def source_id(subject: str) -> int:
    """The number in `source:17`."""
    return int(subject.removeprefix("source:"))


def _unit(tx: Transaction, found: FoundUnit) -> Unit:
    fault = None if found.error is None else Fault(*found.error)
    digest = texts.keep(tx, found.text)
    return Unit(found.kind, found.name, found.language, found.start, found.stop, digest, fault)
