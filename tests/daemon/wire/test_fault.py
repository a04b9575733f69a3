"""One shape of fault in every room."""

import dataclasses

from daemon.client.errors import HostError
from daemon.wire.fault import Fault
from engine import fault


def test_the_fault_on_the_wire_has_the_fields_of_the_engines():
    assert [field.name for field in dataclasses.fields(Fault)] == [
        field.name for field in dataclasses.fields(fault.Fault)
    ]


def test_an_error_of_the_daemon_carries_its_fault():
    error = HostError("'x' is not a host.", "Write ssh://host.")
    assert error.fault == Fault("host.malformed", "'x' is not a host.", "Write ssh://host.")
