"""An instance has one set of paths, which both sides derive from the same environment."""

from pathlib import Path

import pytest

from daemon.wire.connection import instance_paths
from daemon.wire.errors import InstancePathError


def test_the_socket_is_in_the_runtime_folder():
    assert instance_paths.paths_of_instance("a", {"HOME": "/h", "XDG_RUNTIME_DIR": "/run/user/7"}).socket == Path(
        "/run/user/7/specdeck/a.sock"
    )


def test_without_a_runtime_folder_the_socket_is_in_the_state_folder():
    assert instance_paths.paths_of_instance("a", {"HOME": "/h"}).socket == Path("/h/.local/state/specdeck/run/a.sock")


def test_a_relative_xdg_folder_is_ignored():
    found = instance_paths.paths_of_instance("a", {"HOME": "/h", "XDG_RUNTIME_DIR": "run", "XDG_DATA_HOME": "data"})
    assert found.socket.parent == Path("/h/.local/state/specdeck/run")
    assert found.data == Path("/h/.local/share/specdeck/a")


def test_the_socket_can_be_named():
    assert instance_paths.paths_of_instance("a", {"HOME": "/h", "SPECDECK_SOCK": "/tmp/x.sock"}).socket == Path(
        "/tmp/x.sock"
    )


def test_a_path_too_long_for_a_socket_is_refused_with_a_hint():
    with pytest.raises(InstancePathError) as refused:
        instance_paths.paths_of_instance("a", {"HOME": "/h", "XDG_RUNTIME_DIR": "/" + "r" * 100})
    assert "107" in refused.value.sentence
    assert "SPECDECK_SOCK" in refused.value.hint


def test_the_length_is_counted_in_bytes():
    instance_paths.paths_of_instance("a", {"HOME": "/h", "SPECDECK_SOCK": "/" + "a" * 106})
    with pytest.raises(InstancePathError):
        instance_paths.paths_of_instance("a", {"HOME": "/h", "SPECDECK_SOCK": "/" + "é" * 60})


@pytest.mark.parametrize("name", ["", "../x", "a b", "-a", "a" * 33, "a\n"])
def test_a_name_that_could_leave_the_folder_is_refused(name):
    with pytest.raises(InstancePathError):
        instance_paths.paths_of_instance(name, {"HOME": "/h"})
