"""What an exception means to whoever typed the command."""

import errno

import pytest

from specdeck.exit_codes import ExitCode
from specdeck.failures import failure_of


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_no_fault_of_ours(number):
    failure = failure_of(OSError(number, "No space"))
    assert (failure.sentence, failure.exit_code) == ("The disk is full.", ExitCode.AGAIN)
    assert failure_of(OSError(number, "No space", "out/a.yaml")).sentence == "out/a.yaml: The disk is full."
