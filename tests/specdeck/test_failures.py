"""What an exception means to whoever typed the command."""

import errno

import pytest

from specdeck.error_messages import message_from_error
from specdeck.exit_codes import ExitCode


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_no_fault_of_ours(number):
    failure = message_from_error(OSError(number, "No space"))
    assert (failure.sentence, failure.exit_code) == ("The disk is full.", ExitCode.AGAIN)
    assert message_from_error(OSError(number, "No space", "out/a.yaml")).sentence == "out/a.yaml: The disk is full."
