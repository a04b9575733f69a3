"""Ways to ask for a pattern of the library: the pattern itself counts 3, others of its category 1."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from bench.retrieval_sets.ranking_scores import graded_ndcg5, interval, mean, reciprocal_rank
from engine.patterns.library.pattern_documents import pattern_documents
from engine.patterns.library.seed_library import seed_patterns
from engine.retrieval.embedders.embedder import Embedder
from engine.retrieval.search_index import SearchIndex, build_index
from engine.retrieval.search_query import question

PARAPHRASES = Path(__file__).with_name("paraphrases.jsonl")
DEEP = 50
FUSED = "fused"
HALVES = ("development", "held_out")


def paraphrase_figures(embedder: Embedder | None) -> dict[str, object]:
    """Return the scores of the set, of its halves and of each view alone."""
    patterns = seed_patterns()
    index = build_index(list(pattern_documents(patterns)), embedder)
    category = {each.id: each.category for each in patterns}
    gains: dict[str, dict[str, list[float]]] = {}
    exact = []
    for row in map(json.loads, PARAPHRASES.read_text("utf-8").splitlines()):
        for view, found in found_by_view(index, row["question"]).items():
            gains.setdefault(view, {}).setdefault(half_of(row["question"]), []).append(gain(found, row, category))
            if view == FUSED:
                exact.append(reciprocal_rank([each == row["pattern"] for each in found]))
    whole = {view: [value for half in HALVES for value in halves.get(half, ())] for view, halves in gains.items()}
    return {
        "paraphrase_count": len(exact),
        "ndcg5_paraphrase": mean(whole[FUSED]),
        "ndcg5_paraphrase_interval": interval(whole[FUSED]),
        "ndcg5_paraphrase_halves": {half: mean(gains[FUSED].get(half, [])) for half in HALVES},
        "mrr_paraphrase": mean(exact),
        "views_paraphrase": {view: mean(values) for view, values in whole.items() if view != FUSED},
    }


def half_of(text: str) -> str:
    """Return the half of a question, by its hash."""
    return HALVES[hashlib.sha256(text.encode()).digest()[0] % 2]


def found_by_view(index: SearchIndex, text: str) -> dict[str, list[str]]:
    """Return the patterns that all views together and each alone find."""
    alone = index.rank_by_view(question(text))
    found = {view: [index.documents[each.document].title for each in ranked] for view, ranked in alone.items()}
    return found | {FUSED: [each.title for each in index.search(question(text), DEEP).hits]}


def gain(found: list[str], row: Mapping[str, str], category: Mapping[str, str]) -> float:
    """Return the nDCG@5 of an order."""
    best = sorted((gain_of(each, row["pattern"], category) for each in category), reverse=True)
    return graded_ndcg5([gain_of(each, row["pattern"], category) for each in found], best)


def gain_of(pattern: str, wanted: str, category: Mapping[str, str]) -> float:
    """Return how much it helps to find a pattern where another was meant."""
    if pattern == wanted:
        return 3.0
    return float(category[pattern] == category[wanted])
