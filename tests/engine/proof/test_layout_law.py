"""Layout, comments and the case of keywords never change a verdict."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from pglast.parser import scan

from engine.proof.prove import prove
from tests.engine.proof.test_different import PAIRS as DIFFERENT
from tests.engine.proof.test_equal import PAIRS as EQUAL

# each begins with a blank: a comment right behind an operator would become a part of it
GAPS = (
    " ", "  ", "\t", "\n", "\r\n", "\n\n    ", "\f", " -- and so on\n", " /* why */ ", " /* a /* b */ c */",
    " --\n", " --;\r",
)  # fmt: skip
OPERATORS = "+-*/<>=~!@#%^&|`?"
COMMENTS = frozenset({"SQL_COMMENT", "C_COMMENT"})


def laid_out_anew(text: str, chance: random.Random) -> str:
    """The same tokens with other gaps, other case, and the body anew as well."""
    pieces = [chance.choice(GAPS)]
    for token in scan(text):
        written = text[token.start : token.end + 1]
        if token.name in COMMENTS and not written.startswith("/*+"):
            continue
        if written.startswith("$body$"):
            written = f"$body$ {laid_out_anew(written[6:-6], chance)}$body$"
        elif written.isascii() and not set(written) & set("'\"$/"):
            written = chance.choice((written, written.upper(), written.lower()))
        gap = chance.choice(GAPS)
        if written[-1] in OPERATORS and gap[0] in "-/":
            gap = f" {gap}"  # else `-` and `--` would be one longer comment, and `*` and `/*` another operator
        pieces += [written, gap]
    return "".join(pieces)


@given(st.sampled_from([(one, other) for _, one, other in EQUAL]), st.integers(0, 2**32))
@settings(max_examples=150, deadline=None)
def test_what_is_equal_stays_equal(pair: tuple[str, str], seed: int) -> None:
    chance = random.Random(seed)
    one, other = (laid_out_anew(text, chance) for text in pair)
    assert prove(one, other).kind == "proved"


@given(st.sampled_from(DIFFERENT), st.integers(0, 2**32))
@settings(max_examples=150, deadline=None)
def test_what_differs_stays_different(pair: tuple[str, str], seed: int) -> None:
    chance = random.Random(seed)
    one, other = (laid_out_anew(text, chance) for text in pair)
    assert prove(one, other).kind == "unverified"


@given(st.sampled_from([text for _, *pair in EQUAL for text in pair]), st.integers(0, 2**32))
@settings(max_examples=150, deadline=None)
def test_a_routine_equals_itself_anew_by_its_tokens(text: str, seed: int) -> None:
    verdict = prove(text, laid_out_anew(text, random.Random(seed)))
    assert (verdict.kind, verdict.level) == ("proved", 0)
