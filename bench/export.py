"""Check that an export loses nothing: SQL is composed to specs, exported in both dialects, imported and compared.

    python bench/export.py PATH... [--exclude REGEX] [--upstream PYTHON]

Every folder below which a PATH has SQL is exported as one project. With `--upstream`, the Python of an environment that
holds specql-generator (see tests/engine/export/upstream-requirements.txt), every core file is parsed by upstream too.
"""

import argparse
import json
import subprocess
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from corpora.files import LEFT_OUT, files_of

from engine.export.domain_registry import EMPTY_REGISTRY
from engine.export.export_error import ExportError
from engine.export.export_tree import Dialect, ExportedFile, export_specs, import_specs
from engine.export.spec_numbering import Overflow
from engine.lift.project.compose import compose
from engine.source.split_file import split
from engine.source.text.decode import DecodeError, decode
from engine.spec.document.file import SpecFile
from engine.spec.reader import read_spec
from engine.spec.writer import write_spec

PARSER = Path(__file__).parents[1] / "tests" / "engine" / "export" / "upstream_parser.py"


def main() -> None:
    """Export each path, import it again, and print what came of it; the figures are the last line."""
    options = _options()
    figures: Counter[str] = Counter()
    refusals: Counter[str] = Counter()
    for path in options.paths:
        specs = _specs(path, options.exclude)
        figures["specs"] += len(specs)
        figures.update(_written_and_read(specs))
        for dialect in Dialect:
            try:
                files = export_specs(specs, dialect, EMPTY_REGISTRY, Overflow.SPREAD)
            except ExportError as error:
                refusals[error.code] += 1
                print(f"{path}: {error}")
                continue
            figures[f"{dialect.value}_files"] += len(files) - 1
            figures[f"{dialect.value}_lost"] += _lost(specs, files)
            if dialect is Dialect.CORE and options.upstream:
                figures.update(_upstream(options.upstream, files))
    print(json.dumps({**figures, "refused": dict(refusals)}))


def _specs(path: Path, exclude: str) -> tuple[SpecFile, ...]:
    sources = []
    for file in files_of([path], exclude):
        try:
            sources.append(split(decode(file.read_bytes()).text, str(file)))
        except DecodeError:
            print(f"{file}: cannot be read")
    return compose(sources).specs


def _lost(specs: Sequence[SpecFile], files: Sequence[ExportedFile]) -> int:
    return sum((Counter(specs) - Counter(import_specs(files))).values())


def _upstream(python: str, files: Sequence[ExportedFile]) -> Counter[str]:
    asked = "".join(json.dumps(file.text) + "\n" for file in files[1:])
    done = subprocess.run([python, PARSER], input=asked, capture_output=True, text=True, check=True)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    for file, answer in zip(files[1:], answers, strict=True):
        if "error" in answer:
            print(f"{file.path}: {answer['error'][:200]}")
    return Counter(upstream_accepted=sum("error" not in answer for answer in answers))


def _written_and_read(specs: Sequence[SpecFile]) -> Counter[str]:
    begun = perf_counter()
    texts = [write_spec(spec).text for spec in specs]
    written = perf_counter()
    again = [read_spec(text) for text in texts]
    done = perf_counter()
    return Counter(
        lines=sum(text.count("\n") for text in texts),
        unequal=sum(one != other for one, other in zip(again, specs, strict=True)),
        write_ms=round((written - begun) * 1000),
        read_ms=round((done - written) * 1000),
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--exclude", default=LEFT_OUT)
    parser.add_argument("--upstream", help="a Python that has upstream's parser")
    return parser.parse_args()


main()
