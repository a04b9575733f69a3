"""Assert at run time that no token was dropped or read twice."""

from engine.plpgsql.reader import Reader


class TokenCoverageError(AssertionError):
    """A token of a body was consumed twice or not at all: a bug of this parser, whatever its input."""


def require_full_coverage(reader: Reader) -> None:
    """Assert that the consumed ranges cover every token exactly once."""
    expected = 0
    for start, stop in sorted(reader.ledger):
        if start != expected:
            token = reader.tokens[min(start, expected)]
            kind = "twice" if start < expected else "never"
            raise TokenCoverageError(f'the token "{token.word}" at character {token.start} was consumed {kind}')
        expected = stop
    if expected != len(reader.tokens):
        token = reader.tokens[expected]
        raise TokenCoverageError(f'the token "{token.word}" at character {token.start} was never consumed')
