"""Families on the wire: every module of a package belongs, or the import fails."""

import pytest

from daemon.wire.discovery import discover


def test_a_module_without_the_constant_fails_by_name():
    with pytest.raises(ImportError, match=r"daemon\.wire\.decisions\.approve must define MISSING as str"):
        discover("daemon.wire.decisions", "MISSING", str)


def test_members_come_in_the_order_of_their_modules():
    modules = discover("daemon.wire.decisions", "__name__", str)
    assert list(modules) == sorted(modules)
    assert "daemon.wire.decisions.approve" in modules
