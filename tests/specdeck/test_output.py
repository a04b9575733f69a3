"""Figures in the output for people."""

import pytest

from specdeck.cli.output import format_percent


@pytest.mark.parametrize(
    ("share", "shown"), [(1.0, "100%"), (0.9999, "99%"), (0.995, "99%"), (0.5, "50%"), (0.29, "29%"), (0.0, "0%")]
)
def test_a_share_is_never_rounded_up_to_all(share, shown):
    assert format_percent(share) == shown
