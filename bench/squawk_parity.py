"""Our migration rules beside squawk-cli, on DDL of our own on the subjects of its rules.

    python bench/squawk_parity.py --squawk PATH     PATH: the squawk program, installed apart

For each statement: does squawk report its rule, and do we report ours? Prints the differences, then the figures.
"""

import argparse
import json
import subprocess
from tempfile import NamedTemporaryFile

from finding_seeds.squawk_ddl import CLEAN, DDL, NOT_OURS

from engine.findings.discover_rules import finding_rules
from engine.findings.scan_units import scan_project
from engine.source.split_file import split


def main() -> None:
    """Compare, print the differences, and the figures as the last line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--squawk", required=True, metavar="PATH")
    program = parser.parse_args().squawk
    both = only_squawk = only_ours = neither = 0
    for rule, family, sql in DDL:
        theirs, ours = rule in _squawk(program, sql), family is not None and family in _ours(sql)
        both, neither = both + (theirs and ours), neither + (not theirs and not ours)
        only_squawk, only_ours = only_squawk + (theirs and not ours), only_ours + (ours and not theirs)
        if theirs != ours:
            print(f"{rule}: squawk {theirs}, ours {ours} ({family}): {NOT_OURS.get(rule, '')}  {sql}")
    noise = sum(bool(_migration(sql)) for sql in CLEAN)
    shared = sum(family is not None for _, family, _ in DDL)
    print(json.dumps({
        "subjects": len(DDL), "shared_subjects": shared, "both": both, "only_squawk": only_squawk,
        "only_ours": only_ours, "neither": neither, "clean_reported": noise,
    }))  # fmt: skip


def _squawk(program: str, sql: str) -> set[str]:
    with NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(sql + "\n")
        file.flush()
        done = subprocess.run([program, "--reporter", "json", file.name], capture_output=True, text=True, check=False)
    return {each["rule_name"] for each in json.loads(done.stdout or "[]")}


def _ours(sql: str) -> set[str]:
    return {each.family for each in scan_project([split(sql, "a.sql")], finding_rules())}


def _migration(sql: str) -> set[str]:
    return {each.rule for each in scan_project([split(sql, "a.sql")]) if each.category == "migration"}


if __name__ == "__main__":
    main()
