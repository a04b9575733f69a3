"""The migrations are numbered by their order, so that two branches that add one notice each other."""

from store.migrations import STEPS


def test_the_number_of_a_migration_is_its_place() -> None:
    assert [name[:5] for name in STEPS] == [f"m{number:04}" for number in range(1, len(STEPS) + 1)]
