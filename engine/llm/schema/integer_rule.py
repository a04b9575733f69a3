"""The grammar of exactly the integers of a range, without leading zeros or a negative zero."""


def integer_rule(low: int, high: int) -> str:
    """Return the alternatives, as the right-hand side of a GBNF rule."""
    negative = [f'"-" ({integer_rule(max(1, -high), -low)})'] if low < 0 else []
    return " | ".join([*negative, *_natural(low, high)])


def _natural(low: int, high: int) -> list[str]:
    """Return the alternatives for the numbers from 0 on, by their length."""
    alternatives: list[str] = []
    for length in range(1, len(str(max(high, 0))) + 1):
        first = max(low, 0 if length == 1 else 10 ** (length - 1))
        last = min(high, 10**length - 1)
        if first <= last:
            alternatives += _digits(str(first), str(last))
    return alternatives


def _digits(low: str, high: str) -> list[str]:
    """Return the alternatives for the texts of one length from low to high."""
    if not low:
        return [""]
    rest = len(low) - 1
    if low[0] == high[0]:
        return [f'"{low[0]}" {tail}'.rstrip() for tail in _digits(low[1:], high[1:])]
    if low[1:] == "0" * rest and high[1:] == "9" * rest:
        return [_any_of(low[0], high[0], rest)]
    between = [_any_of(_next(low[0]), _previous(high[0]), rest)] if int(high[0]) - int(low[0]) > 1 else []
    below = [f'"{low[0]}" {tail}'.rstrip() for tail in _digits(low[1:], "9" * rest)]
    above = [f'"{high[0]}" {tail}'.rstrip() for tail in _digits("0" * rest, high[1:])]
    return [*below, *between, *above]


def _any_of(first: str, last: str, rest: int) -> str:
    """Return a leading digit from first to last, then any others."""
    tail = f" [0-9]{{{rest}}}" if rest else ""
    return f"[{first}-{last}]{tail}"


def _next(digit: str) -> str:
    return str(int(digit) + 1)


def _previous(digit: str) -> str:
    return str(int(digit) - 1)
