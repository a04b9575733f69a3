"""Is a spec as readable as its SQL? Sheets for readers, and the score of their answers.

    python bench/reading.py sheets DIR [--readers N]
    python bench/reading.py score DIR

`sheets` writes one file for each reader: twelve routines of the sample, half of them as SQL and half as specs, each
with ten questions. Reader 2 sees as specs what reader 1 sees as SQL, and so on, and nobody sees a routine twice. A
reader answers in `answers-N.json`: a list of ten short answers for each routine, under its name, without looking
anything up. `score` reads all answers; the last line is one JSON object with the share of right ones.
"""

import argparse
import json
import re
from collections import Counter
from pathlib import Path

from engine.conversion import convert_file
from engine.source.split_file import split
from engine.source.unit import ROUTINES

HERE = Path(__file__).parent
SAMPLE = HERE.parent / "specdeck" / "sample" / "db"
QUESTIONS = HERE / "reading" / "questions.json"
FORMS = ("spec", "sql")
INTRODUCTION = """\
# Sheet {reader}

You know SQL. For each routine below, answer the ten questions from its text alone. Answer in a few words; where the
question says "(yes or no)", begin with that word. Write `answers-{reader}.json`: an object that has under the name of
each routine the list of its ten answers, in order.
"""


def main() -> None:
    """Write the sheets, or score the answers."""
    options = _options()
    if options.command == "sheets":
        _write_sheets(options.folder, options.readers)
    else:
        print(json.dumps(_score(options.folder)))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    sheets = commands.add_parser("sheets")
    sheets.add_argument("folder", type=Path)
    sheets.add_argument("--readers", type=int, default=2)
    commands.add_parser("score").add_argument("folder", type=Path)
    return parser.parse_args()


def _questions() -> dict[str, list[dict[str, str]]]:
    return json.loads(QUESTIONS.read_text(encoding="utf-8"))


def form_of(place: int, reader: int) -> str:
    """Return how a reader sees the routine at a place of the list."""
    return FORMS[(place + reader) % 2]


def _write_sheets(folder: Path, readers: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    texts = _texts()
    for reader in range(1, readers + 1):
        parts = [INTRODUCTION.format(reader=reader)]
        for place, (unit, questions) in enumerate(_questions().items()):
            form = form_of(place, reader)
            listed = "\n".join(f"{number}. {each['ask']}" for number, each in enumerate(questions, 1))
            parts.append(f"## {unit}\n\n```{form}\n{texts[unit][form]}\n```\n\n{listed}\n")
        (folder / f"sheet-{reader}.md").write_text("\n".join(parts), encoding="utf-8")


def _texts() -> dict[str, dict[str, str]]:
    """Return the SQL and the spec of each routine of the sample."""
    texts: dict[str, dict[str, str]] = {}
    for path in sorted(SAMPLE.glob("*.sql")):
        source = split(path.read_text(encoding="utf-8"), path.name)
        for each in convert_file(source):
            if each.kind in ROUTINES:
                texts[each.unit] = {"sql": source.text[each.span.start : each.span.end], "spec": each.spec.rstrip()}
    return texts


def _score(folder: Path) -> dict[str, object]:
    asked, right = Counter[str](), Counter[str]()
    for path in sorted(folder.glob("answers-*.json")):
        reader = int(path.stem.rpartition("-")[2])
        answers = json.loads(path.read_text(encoding="utf-8"))
        for place, (unit, questions) in enumerate(_questions().items()):
            form = form_of(place, reader)
            for number, (question, answer) in enumerate(zip(questions, answers.get(unit, ()), strict=False), 1):
                asked[form] += 1
                if re.search(question["accept"], answer.strip(), re.IGNORECASE | re.DOTALL):
                    right[form] += 1
                else:
                    print(f"reader {reader}, {form}, {unit}, {number}: {question['ask']} {answer!r}")
    shares = {form: round(right[form] / asked[form], 3) if asked[form] else None for form in FORMS}
    return {"answers": dict(asked), "right": dict(right), **shares}


if __name__ == "__main__":
    main()
