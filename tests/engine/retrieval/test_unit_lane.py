"""The index on disk: it follows changes, and is rebuilt when it is lost."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from engine.retrieval.embedders.model_folder import EmbedderError, open_model_folder
from engine.retrieval.lane.unit_lane import UnitLane
from engine.retrieval.lane.unread_units import AT_ONCE
from engine.retrieval.search_document import SearchDocument
from engine.retrieval.search_query import question


class Letters:
    """An embedder without a model: it counts letters."""

    def __init__(self, name: str) -> None:
        self.id, self.dimensions = name, 26

    def embed(self, texts):
        counts = np.array([[text.lower().count(chr(97 + at)) for at in range(26)] for text in texts], np.float32)
        return counts / np.maximum(np.linalg.norm(counts, axis=1, keepdims=True), 1e-9)


def document(name: str, project: str = "shop") -> SearchDocument:
    words = {"name": tuple(name.split("_"))}
    return SearchDocument(name, "function", name, words, name.replace("_", " "), {len(name): 1.0}, project, "a.sql", 1)


@pytest.fixture
def lane(tmp_path: Path) -> UnitLane:
    found = UnitLane(tmp_path / "vectors")
    found.apply_changes([document("ship_order"), document("close_account")], [], 7)
    return found


def titles(lane: UnitLane, text: str, **narrowed: frozenset[str]) -> list[str]:
    return [hit.title for hit in lane.index().search(question(text, **narrowed)).hits]


def test_what_was_added_is_found_by_another_process(lane: UnitLane) -> None:
    assert titles(UnitLane(lane.folder), "ship")[0] == "ship_order"
    assert UnitLane(lane.folder).position == 7


def test_a_change_replaces_and_removes(lane: UnitLane) -> None:
    lane.apply_changes([document("ship_order")], ["close_account"], 9)
    assert [each.id for each in lane.index().documents] == ["ship_order"]


def test_the_same_change_twice_is_once(lane: UnitLane) -> None:
    lane.apply_changes([document("ship_order"), document("close_account")], [], 7)
    assert len(lane.index().documents) == 2


def test_a_search_is_narrowed_to_projects(lane: UnitLane) -> None:
    lane.apply_changes([document("ship_parcel", "post")], [], 8)
    assert titles(lane, "ship", projects=frozenset({"post"})) == ["ship_parcel"]


def test_a_vanished_folder_is_at_position_0_and_can_be_filled_again(lane: UnitLane) -> None:
    shutil.rmtree(lane.folder)
    fresh = UnitLane(lane.folder)
    assert fresh.position == 0
    fresh.apply_changes([document("ship_order")], [], 9)
    assert titles(fresh, "ship") == ["ship_order"]


def test_a_state_that_cannot_be_read_is_position_0(lane: UnitLane) -> None:
    (lane.folder / "state.json").write_text("{")
    assert lane.position == 0


def test_a_model_embeds_in_the_background_and_search_says_so(lane: UnitLane) -> None:
    with_model = UnitLane(lane.folder, Letters("letters-1"))
    assert "0 of 2 units" in with_model.index().search(question("ship")).notes[0]
    assert with_model.embed_missing() == 0
    answer = with_model.index().search(question("ship"))
    assert answer.notes == ()
    assert answer.hits[0].ranks["meaning"] == 1


def test_another_model_embeds_again_and_the_old_vectors_go(lane: UnitLane) -> None:
    UnitLane(lane.folder, Letters("letters-1")).embed_missing()
    other = UnitLane(lane.folder, Letters("letters-2"))
    assert other.tables.meanings("letters-2").rows == {}
    other.embed_missing()
    assert other.tables.meanings("letters-1").rows == {}
    assert set(other.tables.meanings("letters-2").rows) == {"ship_order", "close_account"}


def test_a_changed_unit_is_embedded_again(lane: UnitLane) -> None:
    with_model = UnitLane(lane.folder, Letters("letters-1"))
    with_model.embed_missing()
    with_model.apply_changes([document("ship_order")], [], 8)
    assert set(with_model.tables.meanings("letters-1").rows) == {"close_account"}


def test_a_search_between_two_steps_of_a_model_keeps_the_index_in_memory(tmp_path: Path) -> None:
    lane = UnitLane(tmp_path, Letters("letters-1"))
    lane.apply_changes([document(f"ship_{chr(97 + at)}") for at in range(AT_ONCE + 2)], [], 3)
    before = lane.index()
    assert lane.embed_missing() == 2
    between = lane.index()
    assert between.views is before.views
    assert f"{AT_ONCE} of {AT_ONCE + 2} units" in between.notes[0]
    assert lane.embed_missing() == 0
    assert lane.index().search(question("ship")).hits[0].ranks["meaning"]


def test_vectors_that_were_made_survive_a_change_in_between(tmp_path: Path) -> None:
    lane = UnitLane(tmp_path, Letters("letters-1"))
    lane.apply_changes([document(f"ship_{chr(97 + at)}") for at in range(AT_ONCE + 2)], [], 3)
    lane.embed_missing()
    lane.apply_changes([], ["ship_a"], 4)
    assert len(lane.tables.meanings("letters-1").rows) == AT_ONCE - 1


def test_a_folder_without_a_model_is_refused_with_what_it_lacks(tmp_path: Path) -> None:
    with pytest.raises(EmbedderError, match=r"lacks tokenizer\.json"):
        open_model_folder(tmp_path)
