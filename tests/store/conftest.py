import pytest

import store


@pytest.fixture
def file(tmp_path):
    return tmp_path / "specdeck.db"


@pytest.fixture
def db(file):
    opened = store.open(file, clock=lambda: 1_795_000_000.0)
    yield opened
    opened.close()
