"""Texts that no file of the repository may contain."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Spelled in two halves, so that this file may stand among those that it reads.
REGISTRIES = ("pypi" + r"\.org", "python" + r"hosted\.org", "npm" + r"js\.(org|com)", "deb" + r"\.debian\.org")
MACHINE = (re.escape(str(ROOT)) + r"\b", r"/root/" + r"\.", r"/home/" + r"[a-z]+/")
UNFINISHED = ("TO" + "DO", "FIX" + "ME")


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.split("\0") if name and name != "LICENSE" and (ROOT / name).is_file()]


def saying(*words: str) -> list[str]:
    pattern = re.compile("|".join(words))
    found = []
    for path in tracked():
        text = path.read_bytes().decode("utf-8", errors="replace")
        found += [f"{path.relative_to(ROOT)}: {match[0]}" for match in pattern.finditer(text)]
    return found


def test_no_file_names_a_registry():
    assert saying(*REGISTRIES) == []


def test_no_file_names_a_folder_of_somebodys_machine():
    assert saying(*MACHINE) == []


def test_nothing_is_left_for_later():
    found = saying(*(rf"\b{word}\b" for word in UNFINISHED))
    assert [each for each in found if not each.startswith("specdeck/sample/")] == [], "only the demo's legacy may"


def test_the_lock_names_no_origin():
    lock = (ROOT / "requirements.lock").read_text()
    assert re.findall(r"^--|://|/[a-z]+/[a-z]+", lock, re.MULTILINE) == []


def test_every_library_of_the_lock_has_a_hash():
    entries = re.split(r"\n(?=\S)", (ROOT / "requirements.lock").read_text().strip())
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
