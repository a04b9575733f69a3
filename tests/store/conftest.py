import pytest

from tests.plugins.new_database import open_new_database


@pytest.fixture
def file(tmp_path):
    return tmp_path / "specdeck.db"


@pytest.fixture
def db(file):
    opened = open_new_database(file, clock=lambda: 1_795_000_000.0)
    yield opened
    opened.close()
