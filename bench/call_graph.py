"""How many edges of the call graph are those that a person reads off the text of a routine.

    python bench/call_graph.py CORPUS...

`call_graph_reading/edges.jsonl` lists routines with the objects of their project that they call, read and write, as
read by hand; objects that no file defines are left out. A CORPUS is a folder whose name is that in the list. `wrong`
are edges that the graph has and the reader has not, `missing` the reverse.
"""

import argparse
import json
from pathlib import Path

from corpora.sources import sources_of

from engine.assess.assessment import assess_sources
from engine.assess.unit_status import unproved_status

EDGES = Path(__file__).with_name("call_graph_reading") / "edges.jsonl"


def main() -> None:
    """Compare, print each difference, and the figures as the last line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("corpora", nargs="+", type=Path, metavar="CORPUS")
    options = parser.parse_args()
    read = [json.loads(line) for line in EDGES.read_text(encoding="utf-8").splitlines()]
    figures = {"routines": 0, "edges_read": 0, "wrong": 0, "missing": 0}
    for corpus in options.corpora:
        _compare(corpus, [each for each in read if each["corpus"] == corpus.name], figures)
    print(json.dumps(figures))


def _compare(corpus: Path, read: list[dict[str, object]], figures: dict[str, int]) -> None:
    graph = assess_sources(sources_of(corpus), (), status_of=unproved_status).graph
    for each in read:
        ours = {(edge.kind, edge.target) for edge in graph.edges if edge.source == each["routine"]}
        theirs = {(kind, target) for kind, target in each["edges"]}  # type: ignore[attr-defined]
        figures["routines"] += 1
        figures["edges_read"] += len(theirs)
        figures["wrong"] += len(ours - theirs)
        figures["missing"] += len(theirs - ours)
        for kind, target in sorted(ours ^ theirs):
            print(
                f"{corpus.name}: {each['routine']}: {'wrong' if (kind, target) in ours else 'missing'}: {kind} {target}"
            )


if __name__ == "__main__":
    main()
