"""SQL of any size, made up: one long routine, or many short ones."""

from pathlib import Path

HEAD = """CREATE FUNCTION shop.long(p_order integer) RETURNS integer LANGUAGE plpgsql AS $$
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


def long_routine(lines: int) -> str:
    """A routine of about so many lines."""
    return HEAD + "".join(PIECE.format(n=number) for number in range(lines // PIECE.count("\n"))) + TAIL


def write_units(folder: Path, units: int, a_file: int = 100) -> None:
    """So many short routines, some to a file."""
    folder.mkdir(parents=True)
    for first in range(0, units, a_file):
        numbers = range(first, min(first + a_file, units))
        (folder / f"prices_{first:05}.sql").write_text("\n".join(UNIT.format(n=number) for number in numbers))
