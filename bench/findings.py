"""How well the rules find what is seeded, how often they are right, and how fast they are.

    python bench/findings.py [CORPUS...] [--predictions FILE] [--most N] [--list missed]

`recall` is over mutants: safe SQL of our own, and units of the corpora, made unsafe by edits that share no code with
the rules. `precision` is over findings of the corpora that were labelled by hand (finding_seeds/labels.jsonl); the
first pass is what the rules said before the labelling led to corrections; the unseen sample is from code bases that
nobody had looked at while the rules were written, the second one from three others, drawn after corrections. A CORPUS
is a folder; its name is that of the labels. `--predictions FILE` writes one JSON object a finding: `unit` (path, line,
name), `family`, `line`.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from time import process_time

from corpora.files import LEFT_OUT, files_of
from finding_seeds.bases import bases
from finding_seeds.labelled import label_figures
from finding_seeds.mutants import Outcome, judge

from engine.analysis.parsed_unit import parse_source
from engine.analysis.project_facts import project_facts
from engine.findings.apply_fix import fixed_text
from engine.findings.discover_rules import finding_rules
from engine.findings.finding import Finding
from engine.findings.prove_fix import FixVerdict, check_fix
from engine.findings.scan_units import default_rules, scan_facts, scan_project, scan_unit
from engine.source.load_order import load_order
from engine.source.split_file import split
from engine.source.text.decode import DecodeError, decode
from engine.source.unit import SourceFile


def main() -> None:
    """Measure, print what was asked for, and the figures as the last line."""
    options = _options()
    seeded = judge(bases(), options.most)
    found: dict[tuple[str, str, int], set[str]] = {}
    predictions: list[dict[str, object]] = []
    speed = Speed()
    texts: list[str] = []
    for corpus in options.corpora:
        sources = list(_sources(corpus))
        by_path = {each.path: each for each in sources}
        for each in speed.scan(sources):
            place = each.place
            found.setdefault((corpus.name, place.path, place.line), set()).add(each.family)
            predictions.append(_prediction(each, by_path[place.path]))
        texts += [unit.text for source in sources for unit in source.units if unit.fault is None and not unit.template]
    foreign = judge(texts[:: max(1, len(texts) // 6000)], options.most)
    if options.predictions:
        options.predictions.write_text("".join(json.dumps(each) + "\n" for each in predictions), encoding="utf-8")
    if options.list == "missed":
        for each in (*seeded.missed, *foreign.missed):
            print(f"--- {each.edit} ({each.family})\n{each.text}")
    print(json.dumps(_figures(seeded, foreign, speed) | label_figures(found, {each.name for each in options.corpora})))


class Speed:
    """Scans sources; counts the time of the rules apart from that of parsing."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.routines = 0
        self.findings = 0

    def scan(self, sources: list[SourceFile]) -> Iterator[Finding]:
        ordered = load_order(sources)
        facts, rules = project_facts(ordered), default_rules()
        for source in ordered:
            for parsed in parse_source(source):
                begun = process_time()
                found = scan_unit(parsed, facts, rules)
                if parsed.tree is not None:
                    self.seconds += process_time() - begun
                    self.routines += 1
                self.findings += len(found)
                yield from found
        yield from scan_facts(facts, rules)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("corpora", nargs="*", type=Path, metavar="CORPUS")
    parser.add_argument("--predictions", type=Path, metavar="FILE", help="write every finding to this file")
    parser.add_argument("--most", type=int, default=60, help="mutants an edit, of our own SQL and of the corpora")
    parser.add_argument("--list", choices=["missed"], help="print the mutants that were not reported")
    return parser.parse_args()


def _sources(corpus: Path) -> Iterator[SourceFile]:
    for path in files_of([corpus], LEFT_OUT):
        try:
            yield split(
                decode(path.read_bytes()).text, path.relative_to(corpus).as_posix() if corpus.is_dir() else path.name
            )
        except DecodeError:
            continue


def _prediction(finding: Finding, source: SourceFile) -> dict[str, object]:
    """A finding with the first line of the statement that it is in."""
    place = finding.place
    holding = (unit for unit in source.units if unit.span.start <= place.span.start < unit.span.end)
    unit = next(holding, None)
    line = source.text.count("\n", 0, unit.span.start) + 1 if unit else place.line
    return {
        "unit": {"path": place.path, "line": line, "name": place.unit},
        "family": finding.family,
        "line": place.line,
    }


def _figures(seeded: Outcome, foreign: Outcome, speed: Speed) -> dict[str, object]:
    made = sum(seeded.made.values()) + sum(foreign.made.values())
    found = sum(seeded.found.values()) + sum(foreign.found.values())
    return {
        "rules": len(finding_rules()),
        "mutants": made,
        "recall": round(found / max(made, 1), 4),
        "recall_own": round(seeded.recall, 4),
        "recall_corpora": round(foreign.recall, 4),
        "missed": dict((seeded.made + foreign.made) - (seeded.found + foreign.found)),
        "routines": speed.routines,
        "findings": speed.findings,
        "routines_per_s": round(speed.routines / speed.seconds, 1) if speed.seconds else 0.0,
        **_fix_figures(),
    }


def _fix_figures() -> dict[str, int]:
    """The fixes of the rules' examples: each parses, clears its finding, is idempotent, and is proved or shown."""
    verdicts: list[str] = []
    for rule in finding_rules():
        for example in rule.fixes:
            source = split(example.before, "example.sql")
            finding = next(each for each in scan_project([source], [rule]) if each.fix)
            checked = check_fix(finding, source.units[0])
            after = fixed_text(example.before, finding.fix) if finding.fix else ""
            again = list(scan_project([split(after, "example.sql")], [rule]))
            verdicts.append(checked.verdict if checked and not again else FixVerdict.INVALID)
    return {f"fixes_{verdict.value}": verdicts.count(verdict) for verdict in FixVerdict}


if __name__ == "__main__":
    main()
