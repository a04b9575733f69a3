"""Discovery: every module of a package is a member of its family, or an error."""

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

from engine.discovery import MissingConstantError, discover, load_member, module_names


@pytest.fixture
def family(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> tuple[str, Path]:
    """A package with a name per test, so that tests do not share imported modules."""
    name = f"family_{abs(hash(request.node.nodeid))}"
    folder = tmp_path / name
    folder.mkdir()
    (folder / "__init__.py").write_text('"""A family."""\n')
    (folder / "pear.py").write_text("RULE = 'pear'\n")
    (folder / "apple.py").write_text("RULE = 'apple'\n")
    monkeypatch.syspath_prepend(tmp_path)
    importlib.invalidate_caches()
    return name, folder


def test_the_constants_come_sorted_by_module_name(family: tuple[str, Path]) -> None:
    assert discover(family[0], "RULE", str) == ("apple", "pear")


def test_a_sub_package_is_a_member_too(family: tuple[str, Path]) -> None:
    (family[1] / "quince").mkdir()
    (family[1] / "quince" / "__init__.py").write_text("RULE = 'quince'\n")
    assert discover(family[0], "RULE", str) == ("apple", "pear", "quince")


def test_a_module_without_the_constant_is_an_error_that_names_both(family: tuple[str, Path]) -> None:
    (family[1] / "stone.py").write_text("")
    with pytest.raises(MissingConstantError, match=rf"{family[0]}\.stone must define RULE as str\."):
        discover(family[0], "RULE", str)


def test_a_constant_of_another_type_is_an_error(family: tuple[str, Path]) -> None:
    (family[1] / "stone.py").write_text("RULE = 7\n")
    with pytest.raises(MissingConstantError, match="must define RULE as str"):
        discover(family[0], "RULE", str)


def test_names_are_listed_without_importing_the_modules(family: tuple[str, Path]) -> None:
    assert module_names(family[0]) == ("apple", "pear")
    assert f"{family[0]}.apple" not in sys.modules


def test_one_member_is_loaded_without_the_others(family: tuple[str, Path]) -> None:
    assert load_member(family[0], "pear", "RULE", str) == "pear"
    assert f"{family[0]}.apple" not in sys.modules


def test_discovery_imports_only_the_standard_library() -> None:
    code = "import sys, engine.discovery; print([name for name in sys.modules if name.startswith(('pglast', 'yaml'))])"
    found = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
