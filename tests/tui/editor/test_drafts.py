"""Drafts: kept until tomorrow, for the same unit of the same daemon."""

import pytest

from daemon.wire.inbox import InboxItem
from tui.editor.drafts import Drafts


def item(name: str = "shop.tax(integer)", number: int = 1) -> InboxItem:
    return InboxItem(
        number, "erp", "db/tax.sql", "function", name, None, "converted", "proved", "review", (), 1.0, 0, 9,
        None, (), (), 1, 0, 0, None, 1, None, 1, "",
    )  # fmt: skip


def test_a_draft_outlives_the_session(tmp_path):
    Drafts(tmp_path / "drafts").keep(item(), "module: tax\n")
    assert Drafts(tmp_path / "drafts").get(item(number=99)) == "module: tax\n"


def test_a_draft_belongs_to_one_unit_of_one_daemon(tmp_path):
    Drafts(tmp_path, ("--host", "ssh://box")).keep(item(), "module: tax\n")
    assert Drafts(tmp_path).get(item()) is None
    assert Drafts(tmp_path, ("--host", "ssh://box")).get(item("shop.tax(text)", 2)) is None


def test_what_was_decided_upon_is_forgotten(tmp_path):
    drafts = Drafts(tmp_path)
    drafts.keep(item(), "module: tax\n")
    drafts.drop(item())
    assert (drafts.get(item()), list(tmp_path.iterdir())) == (None, [])


def test_a_file_of_a_draft_is_its_owners_and_named_for_its_unit(tmp_path):
    drafts = Drafts(tmp_path)
    drafts.keep(item(), "secret")
    path = drafts.path(item())
    assert (path.name.startswith("shop-tax-"), path.stat().st_mode & 0o077) == (True, 0)


def test_a_text_that_cannot_be_saved_is_kept_for_the_session(tmp_path):
    (tmp_path / "drafts").write_text("a file where the folder should be")
    drafts = Drafts(tmp_path / "drafts")
    assert drafts.keep(item(), "module: tax\n") is not None
    assert drafts.get(item()) == "module: tax\n"


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "a/b", "合計", "x" * 300, "evil\x1b[31m"])
def test_no_name_leads_out_of_the_folder(name, tmp_path):
    drafts = Drafts(tmp_path)
    drafts.keep(item(name), "text")
    assert [path.parent for path in tmp_path.rglob("*")] == [tmp_path]
    assert drafts.get(item(name)) == "text"
