"""The rule about NULL knows every list of statements that the tree has."""

from dataclasses import fields, is_dataclass

from engine.plpgsql import tree
from engine.proof.rules import null_step


def test_every_list_of_statements_is_searched() -> None:
    found = {
        (kind, part.name)
        for kind in vars(tree).values()
        if isinstance(kind, type) and is_dataclass(kind)
        for part in fields(kind)
        if "Steps" in str(part.type)
    }
    assert found == {(kind, name) for kind, names in null_step._LISTS.items() for name in names}
