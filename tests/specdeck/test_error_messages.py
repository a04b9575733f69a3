"""The error messages of exceptions."""

import errno

import pytest

from daemon.client import errors as client_errors
from daemon.wire import errors as wire_errors
from specdeck.error_messages import EXIT_CODES, message_from_error
from specdeck.exit_codes import ExitCode


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_not_an_internal_error(number):
    failure = message_from_error(OSError(number, "No space"))
    assert (failure.sentence, failure.exit_code) == ("The disk is full.", ExitCode.AGAIN)
    assert message_from_error(OSError(number, "No space", "out/a.yaml")).sentence == "out/a.yaml: The disk is full."


def test_every_error_with_an_exit_code_exists():
    known = vars(client_errors) | vars(wire_errors)
    assert [name for name in EXIT_CODES if name not in known] == []
