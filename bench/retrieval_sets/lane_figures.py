"""What the index of a daemon costs: memory, and the time of a search while a model reads units."""

import multiprocessing
import random
import resource
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter, process_time

import numpy as np

from engine.retrieval.embedders.model_folder import open_model_folder
from engine.retrieval.embedders.projection import unit_rows
from engine.retrieval.lane.unit_lane import UnitLane
from engine.retrieval.search_document import SearchDocument
from engine.retrieval.search_query import SearchQuery, query_by_example, question

UNREAD = 400  # units that the model reads while searches go on; the others have drawn vectors
STEPS = 40
QUERIES = 40
BATCH = 1000


def lane_figures(documents: Sequence[SearchDocument], model: Path | None) -> dict[str, object]:
    """Return the figures of a process of its own that has only the index and the model."""
    with tempfile.TemporaryDirectory() as folder:
        fill_lane(Path(folder), documents, model)
        queries = queries_of(documents)
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            return pool.apply(measure_lane, (folder, model, queries))


def fill_lane(folder: Path, documents: Sequence[SearchDocument], model: Path | None) -> None:
    """Write documents as the daemon does, and vectors for all but some."""
    lane = UnitLane(folder)
    for start in range(0, len(documents), BATCH):
        lane.apply_changes(documents[start : start + BATCH], [], start + BATCH)
    if model is not None:
        embedder = open_model_folder(model)
        read = sorted(each.id for each in documents)[UNREAD:]
        drawn = np.random.default_rng(1).standard_normal((len(read), embedder.dimensions)).astype(np.float32)
        lane.tables.add_meanings(embedder.id, read, unit_rows(drawn))


def queries_of(documents: Sequence[SearchDocument]) -> list[SearchQuery]:
    """Return questions and queries by example in turn."""
    picks = random.Random(5).sample(list(documents), min(QUERIES, len(documents)))
    return [question(each.card[:120]) if at % 2 else query_by_example(each) for at, each in enumerate(picks)]


def measure_lane(folder: str, model: Path | None, queries: Sequence[SearchQuery]) -> dict[str, object]:
    """Search at rest; then between the steps of a model that reads; then with its vectors."""
    lane = UnitLane(Path(folder), None if model is None else open_model_folder(model))
    began = perf_counter()
    lane.index()
    opened = perf_counter() - began
    figures: dict[str, object] = {"lane_opened_s": round(opened, 1), "lane_rest_ms": searched(lane, queries)}
    if model is not None:
        figures["lane_reading_ms"] = searched_while_reading(lane, queries)
        while lane.embed_missing():
            pass
        lane.index()
        figures["lane_model_ms"] = searched(lane, queries)
    return figures | {"rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}


def searched(lane: UnitLane, queries: Sequence[SearchQuery]) -> dict[str, float]:
    """The time of each query, one after another."""
    walls, began = [], process_time()
    for each in queries:
        start = perf_counter()
        lane.index().search(each)
        walls.append((perf_counter() - start) * 1000)
    return {**quantiles(walls), "cpu": round((process_time() - began) / len(queries) * 1000, 1)}


def searched_while_reading(lane: UnitLane, queries: Sequence[SearchQuery]) -> dict[str, object]:
    """The time of a query that arrives at any moment of a step of the model, which it has to wait for."""
    chance, waited, alone = random.Random(9), [], []
    for step in range(STEPS):
        began = perf_counter()
        lane.embed_missing()
        rest = (perf_counter() - began) * 1000 * chance.random()
        start = perf_counter()
        lane.index().search(queries[step % len(queries)])
        alone.append((perf_counter() - start) * 1000)
        waited.append(rest + alone[-1])
    return {"search": quantiles(alone), "with_waiting": quantiles(waited)}


def quantiles(values: Sequence[float]) -> dict[str, float]:
    ranked = sorted(values)
    return {"p50": round(ranked[len(ranked) // 2], 1), "p95": round(ranked[int(len(ranked) * 0.95)], 1)}
