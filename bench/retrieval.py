"""How well and how fast search finds what is asked for.

    python bench/retrieval.py [--model FOLDER]                       the questions about patterns only
    python bench/retrieval.py PATH... [--model FOLDER] [--mutants N] [--documents N]
    python bench/retrieval.py PATH... --questions FILE --predictions FILE [--model FOLDER]

PATH: files and folders of SQL. Three sets: routines of PATH rewritten to say the same in other words
(mutation), ways to ask for a pattern of the library (paraphrase), and questions about PATH (questions; those
over the development corpora unless `--questions` names others: a line each, {"id", "question", "relevant":
[{"path", "name"}]}, where a result is relevant if its path has `path` as a part and its bare name is `name`).
`--predictions` writes a line a question with the units that were found. `--model` is the folder of an embedding
model. The last line is one JSON object.
"""

import argparse
import json
import os
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the worker does

import numpy as np

from bench.retrieval_sets.lane_figures import lane_figures
from bench.retrieval_sets.mutations import Mutant, mutants
from bench.retrieval_sets.paraphrase_scores import paraphrase_figures
from bench.retrieval_sets.ranking_scores import interval, mean, ndcg5, reciprocal_rank
from engine.retrieval.embedders.embedder import Embedder
from engine.retrieval.embedders.projection import unit_rows
from engine.retrieval.ranking.search_view import Ranked
from engine.retrieval.search_document import SearchDocument
from engine.retrieval.search_index import SearchIndex, build_index
from engine.retrieval.search_query import SearchQuery, query_by_example, question
from engine.retrieval.unit_document import source_documents, unit_document
from engine.source.split_file import split
from engine.source.unit import SourceFile

if TYPE_CHECKING:
    from numpy.typing import NDArray

QUESTIONS = Path(__file__).parent / "retrieval_sets" / "questions.jsonl"
DEEP = 50


@dataclass(frozen=True)
class Asked:
    """A query and the documents that answer it."""

    query: SearchQuery
    titles: frozenset[tuple[str, str]]  # copies of one unit are one answer


def main() -> None:
    wish = arguments()
    embedder = open_model(wish.model)
    if not wish.paths:
        print(json.dumps(paraphrase_figures(embedder)))
        return
    sources = read_sources(wish.paths)
    documents = list(source_documents(sources))
    index = build_index(documents, embedder)
    figures: dict[str, object] = {"documents": len(documents), "embedder": bool(embedder)}
    asked_questions = list(questions(wish.questions, documents))
    if wish.predictions:
        write_predictions(wish.predictions, wish.questions, index)
    figures |= measured("questions", index, asked_questions)
    if wish.questions == QUESTIONS:
        figures |= paraphrase_figures(embedder)
        figures |= mutation_figures(index, documents, sources, wish.mutants)
        figures |= speed_figures(documents, embedder, wish.model, wish.documents)
    print(json.dumps(figures))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--questions", type=Path, default=QUESTIONS)
    parser.add_argument("--predictions", type=Path)
    parser.add_argument("--mutants", type=int, default=60, help="at most so many of each kind")
    parser.add_argument("--documents", type=int, default=10_000)
    return parser.parse_args()


def open_model(folder: Path | None) -> Embedder | None:
    if folder is None:
        return None
    from engine.retrieval.embedders.model_folder import open_model_folder

    return open_model_folder(folder)


def read_sources(paths: Sequence[Path]) -> list[SourceFile]:
    files = [file for path in paths for file in (sorted(path.rglob("*")) if path.is_dir() else [path])]
    texts = (
        (file, file.read_text("utf-8", "replace")) for file in files if file.suffix in {".sql", ".pgsql", ".plsql"}
    )
    return [split(text, str(file)) for file, text in texts if "\0" not in text]


def bare_name(title: str) -> str:
    return title.partition("(")[0].rpartition(".")[2].strip('"').lower()


def questions(file: Path, documents: Sequence[SearchDocument]) -> Iterator[Asked]:
    for row in map(json.loads, file.read_text("utf-8").splitlines()):
        right = frozenset(
            (each.kind, each.title)
            for each in documents
            for wanted in row.get("relevant", ())
            if bare_name(each.title) == wanted["name"].lower() and wanted["path"] in each.path
        )
        if right:
            yield Asked(question(row["question"]), right)


def write_predictions(target: Path, file: Path, index: SearchIndex) -> None:
    rows = []
    for row in map(json.loads, file.read_text("utf-8").splitlines()):
        hits = index.search(question(row["question"]), 10).hits
        found = [
            {"unit": {"path": each.path, "line": each.line, "name": each.title}, "score": each.score} for each in hits
        ]
        rows.append(json.dumps({"id": row.get("id"), "question": row["question"], "results": found}))
    target.write_text("".join(f"{row}\n" for row in rows), "utf-8")


def mutation_figures(
    index: SearchIndex, documents: Sequence[SearchDocument], sources: Sequence[SourceFile], most: int
) -> dict[str, object]:
    found = mutation_set(documents, sources, most)
    figures = measured("mutation", index, [asked for _, asked in found])
    kinds = sorted({kind for kind, _ in found})
    by_kind = {kind: [asked for each, asked in found if each == kind] for kind in kinds}
    figures["mutation_kinds"] = {
        kind: {"count": len(asked), "ndcg5": mean([ndcg5(*answered(index, each)) for each in asked])}
        for kind, asked in by_kind.items()
    }
    return figures


def mutation_set(
    documents: Sequence[SearchDocument], sources: Sequence[SourceFile], most: int
) -> list[tuple[str, Asked]]:
    chance = random.Random(7)
    units = [(source, unit) for source in sources for unit in source.units if unit.is_routine and len(unit.text) > 200]
    chance.shuffle(units)
    alike: dict[tuple[tuple[int, float], ...], set[tuple[str, str]]] = {}
    for each in documents:
        alike.setdefault(tuple(each.shape.items()), set()).add((each.kind, each.title))
    shapes = {each.id: tuple(each.shape.items()) for each in documents}
    found: dict[str, list[Asked]] = {}
    for source, unit in units:
        line = source.text.count("\n", 0, unit.span.start) + 1
        shape = shapes.get(f"{source.path}:{line}:{unit.name}")
        for mutant in mutants(unit, chance) if shape else ():
            asked = found.setdefault(mutant.kind, [])
            if len(asked) < most:
                asked.append(Asked(query_of(mutant), frozenset(alike[shape])))
    return [(kind, each) for kind, asked in found.items() for each in asked]


def query_of(mutant: Mutant) -> SearchQuery:
    return query_by_example(unit_document(mutant.unit, None))


Answered = tuple[list[bool], int]


def answered(index: SearchIndex, asked: Asked) -> Answered:
    hits = index.search(asked.query, DEEP).hits
    return [(each.kind, each.title) in asked.titles for each in hits], len(asked.titles)


def by_view(index: SearchIndex, asked: Asked) -> dict[str, Answered]:
    ranked = index.rank_by_view(asked.query)
    return {
        name: ([each in asked.titles for each in distinct(index, found)], len(asked.titles))
        for name, found in ranked.items()
    }


def distinct(index: SearchIndex, ranked: Sequence[Ranked]) -> list[tuple[str, str]]:
    found = (index.documents[each.document] for each in ranked)
    return list(dict.fromkeys((each.kind, each.title) for each in found))


def measured(name: str, index: SearchIndex, asked: Sequence[Asked]) -> dict[str, object]:
    """The scores of a set, with those of each view alone."""
    whole = [answered(index, each) for each in asked]
    gains = [ndcg5(*each) for each in whole]
    ranks = [reciprocal_rank(found) for found, _ in whole]
    alone = [by_view(index, each) for each in asked]
    views = sorted({view for each in alone for view in each})
    return {
        f"{name}_count": len(asked),
        f"ndcg5_{name}": mean(gains),
        f"ndcg5_{name}_interval": interval(gains),
        f"mrr_{name}": mean(ranks),
        f"mrr_{name}_interval": interval(ranks),
        f"views_{name}": {view: mean([ndcg5(*each[view]) for each in alone]) for view in views},
    }


@dataclass(frozen=True)
class DrawnVectors:
    """Embeds queries with a model; documents get drawn vectors, since their meaning does not change the time."""

    model: Embedder

    @property
    def id(self) -> str:
        return self.model.id

    @property
    def dimensions(self) -> int:
        return self.model.dimensions

    def embed(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        if len(texts) == 1:
            return self.model.embed(texts)
        return unit_rows(np.random.default_rng(1).standard_normal((len(texts), self.dimensions)).astype(np.float32))


def speed_figures(
    documents: Sequence[SearchDocument], embedder: Embedder | None, model: Path | None, count: int
) -> dict[str, object]:
    """The time of a query over many documents: copies of those there are, each thinned in its own way."""
    chance = random.Random(3)
    many = [thinned(documents[at % len(documents)], at, chance) for at in range(count)]
    figures = {"cpu_ms_10k_offline": query_time(many, None), "documents_timed": count}
    if embedder is not None:
        figures["cpu_ms_10k"] = query_time(many, DrawnVectors(embedder))
    return figures | lane_figures(many, model)


def query_time(documents: Sequence[SearchDocument], embedder: Embedder | None) -> dict[str, object]:
    """The time of questions and of queries by example."""
    picks = random.Random(5).sample(range(len(documents)), min(150, len(documents)))
    began = process_time()
    index = build_index(documents, embedder)
    built = process_time() - began
    by_words = timed(lambda at: index.search(question(documents[at].card[:120])), picks)
    by_code = timed(lambda at: index.search(query_by_example(documents[at])), picks)
    return {"question": by_words, "code": by_code, "build_cpu_s": round(built, 1)}


def thinned(document: SearchDocument, at: int, chance: random.Random) -> SearchDocument:
    words = {
        field: tuple(word for word in all_words if chance.random() > 0.1) for field, all_words in document.words.items()
    }
    shape = {bucket: weight for bucket, weight in document.shape.items() if chance.random() > 0.08}
    return replace(
        document,
        id=f"{at}",
        words=words,
        shape=shape,
        card=" ".join(chance.sample(document.card.split(), len(document.card.split()))),
    )


def timed(search: Callable[[int], object], picks: Sequence[int]) -> dict[str, float]:
    walls = []
    began = process_time()
    for at in picks:
        start = perf_counter()
        search(at)
        walls.append((perf_counter() - start) * 1000)
    cpu = (process_time() - began) / len(picks) * 1000
    walls.sort()
    return {
        "cpu_ms": round(cpu, 2),
        "p50_ms": round(walls[len(walls) // 2], 2),
        "p95_ms": round(walls[int(len(walls) * 0.95)], 2),
    }


if __name__ == "__main__":
    sys.exit(main())
