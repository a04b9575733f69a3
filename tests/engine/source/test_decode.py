"""Bytes become text in a known encoding, or are refused by name."""

import pytest

from engine.source.text.decode import MAX_BYTES, DecodeError, decode

TEXT = "SELECT 'é';\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32", "cp1252"])
def test_known_encodings_give_the_same_text(encoding):
    decoded = decode(TEXT.encode(encoding))
    assert (decoded.text, decoded.encoding) == (TEXT, encoding)


def test_a_byte_order_mark_of_utf_8_stays_in_the_text():
    assert decode(b"\xef\xbb\xbfSELECT").text == "\ufeffSELECT"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"a\0b", "source.nul"),
        (b"\xff\xfea", "source.encoding"),
        (b"\x89PNG\x01\x02\xff", "source.binary"),
        ("a\0".encode("utf-16"), "source.nul"),
        (b" " * (MAX_BYTES + 1), "source.too_large"),
    ],
    ids=["nul", "broken", "binary", "wide nul", "large"],
)
def test_the_rest_is_refused_by_name(data, code):
    with pytest.raises(DecodeError) as refusal:
        decode(data)
    assert refusal.value.code == code
    assert refusal.value.hint
