"""Generated SQL of any size: long routines, or many short ones."""

from pathlib import Path

HEAD = """CREATE FUNCTION shop.{name}(p_order integer) RETURNS integer LANGUAGE plpgsql AS $$
-- this is {name}
DECLARE
  v_total integer := 0;
BEGIN
"""
PIECE = """  IF v_total > {n} THEN
    UPDATE shop.orders SET total = total + {n}, note = 'step {n}'
     WHERE id = p_order;
    v_total := v_total + {n};
  END IF;
"""
TAIL = "  RETURN v_total;\nEND;\n$$;\n"
UNIT = """CREATE FUNCTION shop.price_{n}(p_item integer) RETURNS numeric LANGUAGE plpgsql AS $$
BEGIN
  IF p_item > {n} THEN
    RETURN {n} * 1.2;
  END IF;
  RETURN {n};
END;
$$;
"""


def long_routine(lines: int, name: str = "long") -> str:
    """A routine of about so many lines, whose second one is a comment that names it."""
    pieces = (PIECE.format(n=number) for number in range(lines // PIECE.count("\n")))
    return HEAD.format(name=name) + "".join(pieces) + TAIL


def write_long(folder: Path, units: int, lines: int) -> list[str]:
    """So many long routines, one a file; gives their names in order."""
    folder.mkdir(parents=True)
    names = [f"long_{number:03}" for number in range(units)]
    for name in names:
        (folder / f"{name}.sql").write_text(long_routine(lines, name))
    return names


def write_units(folder: Path, units: int, a_file: int = 100) -> None:
    """So many short routines, some to a file."""
    folder.mkdir(parents=True)
    for first in range(0, units, a_file):
        numbers = range(first, min(first + a_file, units))
        (folder / f"prices_{first:05}.sql").write_text("\n".join(UNIT.format(n=number) for number in numbers))
