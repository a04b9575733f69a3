"""Faults of the store and of the ledger, as the wire shows them."""

from typing import Protocol

from daemon.wire.fault import Fault


class AnyFault(Protocol):
    """The part of a fault that every room has."""

    @property
    def code(self) -> str: ...

    @property
    def sentence(self) -> str: ...

    @property
    def hint(self) -> str: ...


def wire_fault(fault: AnyFault | None) -> Fault | None:
    """Return a fault as the wire shows it, where there is one."""
    if fault is None:
        return None
    return Fault(fault.code, fault.sentence, fault.hint, getattr(fault, "place", None))
