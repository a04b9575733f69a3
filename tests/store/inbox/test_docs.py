"""The docs about queries are correct."""

import re
from pathlib import Path

import pytest

from store.inbox import pages
from store.inbox.fields import FIELDS
from store.inbox.parser import parse_order
from store.inbox.sql import QueryCaller

PAGE = (Path(__file__).parents[3] / "docs/how-to/inbox.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^\| `(.+?)` \| ", PAGE.partition("## Fields")[0], re.MULTILINE)
QUERIES = [*(each.replace(r"\|", "|") for each in EXAMPLES), *re.findall(r"--where '([^']+)'", PAGE)]


@pytest.mark.parametrize("query", QUERIES)
def test_every_example_is_a_query(query):
    assert pages.condition_from_query(query, QueryCaller("me", 0.0)).sql


@pytest.mark.parametrize("sort", re.findall(r"--sort '?([\w,-]+)'?", PAGE))
def test_every_sort_order_is_valid(sort):
    assert parse_order(sort)


def test_the_documented_fields_are_the_fields():
    rows = [
        f"| `{each.name}` | {each.type} | {': '.join(filter(None, (each.meaning, ', '.join(each.values))))} |"
        for each in FIELDS.values()
    ]
    assert re.findall(r"^\| `\w+` \| .+$", PAGE.partition("## Fields")[2].partition("## Sort")[0], re.MULTILINE) == rows
