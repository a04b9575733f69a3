"""Prove a spec file as a whole: the script that it lowers to, against the SQL of its units in load order."""

from collections.abc import Sequence

from jobs.kinds.convert.convert_output import FILE, ProvedUnit

MAX_PROBLEMS = 20


def prove_file(text: str, path: str, script: Sequence[str]) -> ProvedUnit:
    """Return the verdict on a readable spec file; its evidence has the problems in sentences.

    The proof of each unit says nothing about order: a view may come before its table, or an object be dropped after it
    was made. A search path that the file sets holds for the SQL of its units too.
    """
    from engine.lower.file import lower_file  # heavy, and only workers need it
    from engine.proof.scripts.prove_script import prove_script
    from engine.source.split_file import split
    from engine.source.unit import SourceFile
    from engine.spec.reader import read_spec

    spec = read_spec(text, path)
    lowered = split(lower_file(spec), path)
    settings = tuple(unit for unit in lowered.units if unit.kind == "set") if spec.search_path else ()
    original = [SourceFile("", "", settings), *(split(sql, "", tuple(spec.search_path or ())) for sql in script)]
    found = prove_script(original, [lowered])
    problems = [problem.sentence for problem in found.problems[:MAX_PROBLEMS]]
    return ProvedUnit(FILE, path, verdict=found.word, evidence={"problems": problems})
