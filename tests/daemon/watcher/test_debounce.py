"""When a changed path is read."""

from daemon.server.watcher.debounce import Debouncer


def test_a_path_is_due_once_it_has_been_quiet():
    settling = Debouncer(quiet=0.1)
    settling.touch("a.sql", 0.0)
    assert settling.due(0.05) == ()
    assert settling.due(0.1) == ("a.sql",)


def test_each_touch_starts_the_quiet_time_anew():
    settling = Debouncer(quiet=0.1)
    settling.touch("a.sql", 0.0)
    settling.touch("a.sql", 0.08)
    assert settling.due(0.1) == ()
    assert settling.due(0.18) == ("a.sql",)


def test_a_file_written_without_a_pause_is_read_at_the_bound():
    settling = Debouncer(quiet=0.1, bound=1.0)
    for tick in range(25):
        settling.touch("a.sql", tick * 0.05)
    assert settling.due(1.0) == ("a.sql",)


def test_a_path_is_due_once():
    settling = Debouncer(quiet=0.1)
    settling.touch("a.sql", 0.0)
    assert settling.due(1.0) == ("a.sql",)
    assert settling.due(2.0) == ()


def test_it_returns_when_the_next_path_is_due():
    settling = Debouncer(quiet=0.1)
    assert settling.next_due() is None
    settling.touch("b.sql", 5.0)
    settling.touch("a.sql", 4.0)
    assert settling.next_due() == 4.1
