"""Attacks by names: a binding renamed everywhere, in some places, swapped with another, or written otherwise."""

import random
from collections.abc import Iterator

from attacks.pair import Pair
from attacks.program import Program, Ref
from attacks.programs import NAMES, PLAIN, write_program

TRIES = 6


def name_pairs(chance: random.Random) -> Iterator[Pair]:
    """Several attacks on the names of one program."""
    program = write_program(chance)
    if not program.bindings:
        return
    for _ in range(TRIES):
        kind, changed = chance.choice(ATTACKS)(chance, program)
        original = program.text()
        if changed and changed != original:
            yield Pair(kind, original, changed, program.calls, program.setup)


Attack = tuple[str, str | None]


def _fresh(chance: random.Random) -> str:
    return chance.choice(NAMES if chance.random() < 0.5 else (*PLAIN, "w1", "w2", "w3"))


def _rename_one(chance: random.Random, program: Program) -> Attack:
    binding = chance.choice(program.bindings)
    return f"rename {binding.kind}", program.text({**program.names, binding.number: _fresh(chance)})


def _rename_cleanly(chance: random.Random, program: Program) -> Attack:
    """To a name that nothing else has: mostly the same, unless the name itself is seen."""
    binding = chance.choice(program.bindings)
    return f"rename {binding.kind} cleanly", program.text({**program.names, binding.number: "fresh_name"})


def _rename_two(chance: random.Random, program: Program) -> Attack:
    if len(program.bindings) < 2:
        return "", None
    ones = chance.sample(program.bindings, 2)
    return "rename two", program.text({**program.names, **{one.number: _fresh(chance) for one in ones}})


def _swap(chance: random.Random, program: Program) -> Attack:
    if len(program.bindings) < 2:
        return "", None
    one, other = chance.sample(program.bindings, 2)
    names = program.names
    swapped = {**names, one.number: names[other.number], other.number: names[one.number]}
    return "swap two names", program.text(swapped)


def _rename_spelling(chance: random.Random, program: Program) -> Attack:
    """Every binding of one name gets another, as a careless tool would."""
    name = chance.choice(sorted(set(program.names.values())))
    other = _fresh(chance)
    return "rename all namesakes", program.text(
        {number: other if known == name else known for number, known in program.names.items()}
    )


def _rename_locals(chance: random.Random, program: Program) -> Attack:
    """All namesakes but the parameters, whose header is out of sight."""
    name = chance.choice(sorted(set(program.names.values())))
    other = _fresh(chance)
    kept = {one.number for one in program.bindings if one.kind in {"parameter", "output"}}
    return "rename namesakes that are local", program.text(
        {number: other if known == name and number not in kept else known for number, known in program.names.items()}
    )


def _change_body(chance: random.Random, program: Program) -> Attack:
    """Every occurrence of a name in the body, whatever it means there."""
    name = chance.choice(sorted(set(program.names.values())))
    other = _fresh(chance)
    start = len(program.header)
    pieces = [*program.header, "", *program.body, ""]
    spelled = {at: other for at in program.places()
               if at > start and isinstance(pieces[at], Ref) and program.names[pieces[at].binding] == name}  # fmt: skip
    return "rename in the body alone", program.text(spelled=spelled)


def _change_one(chance: random.Random, program: Program) -> Attack:
    at = chance.choice(program.places())
    return "rename one occurrence", program.text(spelled={at: _fresh(chance)})


def _respell(chance: random.Random, program: Program) -> Attack:
    """One occurrence in quotes, in other case or by code points."""
    at = chance.choice(program.places())
    pieces = [*program.header, "", *program.body, ""]
    piece = pieces[at]
    name = program.names[piece.binding] if isinstance(piece, Ref) else ""
    other = chance.choice((name, _fresh(chance)))
    forms = (f'"{other}"', other.upper(), f'"{other.upper()}"', f'U&"{other}"', f'U&"\\{ord(other[0]):04x}{other[1:]}"')
    return "respell one occurrence", program.text(spelled={at: chance.choice(forms)})


def _respell_binding(chance: random.Random, program: Program) -> Attack:
    binding = chance.choice(program.bindings)
    name = program.names[binding.number]
    other = chance.choice((name, _fresh(chance)))
    form = chance.choice((f'"{other}"', f'"{other.upper()}"', f'U&"\\{ord(other[0]):04x}{other[1:]}"', f'U&"{other}"'))
    return "respell a binding", program.text({**program.names, binding.number: form})


def _positional(chance: random.Random, program: Program) -> Attack:
    """A parameter by its number."""
    numbers = {one.number: at for at, one in enumerate(
        (one for one in program.bindings if one.kind in {"parameter", "output"}), 1)}  # fmt: skip
    pieces = [*program.header, "", *program.body, ""]
    places = [at for at in program.places() if at > len(program.header) and pieces[at].binding in numbers]  # type: ignore[union-attr]
    if not places:
        return "", None
    chosen = places if chance.random() < 0.5 else [chance.choice(places)]
    shift = chance.choice((0, 0, 0, 1))
    spelled = {at: f"${numbers[pieces[at].binding] + shift}" for at in chosen}  # type: ignore[union-attr]
    return "parameter by its number", program.text(spelled=spelled)


ATTACKS = (
    _rename_one, _rename_one, _rename_cleanly, _rename_two, _swap, _rename_spelling, _rename_locals, _change_body,
    _change_one, _respell, _respell_binding, _positional,
)  # fmt: skip
