"""Writes random PL/pgSQL routines: nested scopes, and every construct that binds, reads or shows a name."""

import random

from attacks.program import Binding, Piece, Program, Ref

TRIGGER = (
    "CREATE TRIGGER g BEFORE INSERT OR UPDATE ON s FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION f()"
)
NAMES = (
    "x", "y", "z", "a", "b", "t", "n", "p", "q", "f", "r", "i", "k", "v", "s", "o", "lbl", "found", "tg_op", "sqlerrm",
    "sqlstate", "new", "old", "btrim", "timezone", "count", "int4", "column1", "excluded", "ctid", "twice", "show",
    "generate_series", "is_normalized", "pg_collation_for", "row_count", "greatest", "sum", "lower",
)  # fmt: skip
PLAIN = ("x", "y", "z", "n", "w", "u", "v1", "v2", "total", "item", "p", "q", "a", "b")


class Writer:
    """Writes one random program; the scopes hold the numbers of the bindings that can be seen."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.program = Program()
        self.scopes: list[list[int]] = [[]]
        self.depth = 0
        self.returns = "int"

    def bind(self, kind: str, type_: str) -> int:
        number = len(self.program.bindings)
        self.program.bindings.append(Binding(number, kind, type_))
        pool = PLAIN if self.chance.random() < 0.8 else NAMES
        self.program.names[number] = self.chance.choice(pool)
        return number

    def visible(self, *types: str) -> list[int]:
        found = [number for scope in self.scopes for number in scope]
        return [number for number in found if self.program.bindings[number].type in types]

    def add(self, *pieces: Piece) -> None:
        self.program.body.extend(pieces)

    def ref(self, *types: str) -> Piece:
        """A variable of such a type, or a constant where there is none."""
        found = self.visible(*types)
        if not found or self.chance.random() < 0.1:
            return "'c'" if types[0] == "text" else str(self.chance.randint(0, 3))
        return Ref(self.chance.choice(found))

    def target(self, *types: str) -> Ref | None:
        found = [n for n in self.visible(*types) if self.program.bindings[n].kind not in {"loop", "constant"}]
        return Ref(self.chance.choice(found)) if found else None

    # --- expressions

    def number(self, deep: int = 0) -> list[Piece]:
        pick = self.chance.randrange(9 if deep < 2 else 3)
        match pick:
            case 0 | 1 | 2:
                return [self.ref("int")]
            case 3:
                return [*self.number(deep + 1), self.chance.choice((" + ", " - ", " * ")), *self.number(deep + 1)]
            case 4:
                return ["coalesce(", *self.number(deep + 1), ", ", *self.number(deep + 1), ")"]
            case 5:
                return ["(", *self.number(deep + 1), ")"]
            case 6:
                return ["twice(", *self.number(deep + 1), ")"]
            case 7:
                return self.subquery()
            case _:
                return ["CASE WHEN ", *self.number(deep + 1), " > 1 THEN 1 ELSE ", *self.number(deep + 1), " END"]

    def subquery(self) -> list[Piece]:
        """A scalar subquery, with the columns of a relation around the variable."""
        value = self.ref("int")
        forms: tuple[list[Piece], ...] = (
            ["(SELECT max(b) FROM s WHERE a <= ", value, ")"],
            ["(SELECT max(g) FROM generate_series(1, 2) g WHERE g <= ", value, ")"],
            ["(SELECT count(*)::int FROM (SELECT ", *self.column(), " FROM o) w WHERE ", value, " IS NULL)"],
            ["(SELECT max(w.c) FROM (VALUES (", value, ")) AS w(c))"],
            ["(WITH w AS (SELECT k, ", value, " AS c FROM o) SELECT max(c) FROM w)"],
            ["(SELECT sum(k)::int FROM o WHERE k <> ", value, ")"],
        )
        return list(self.chance.choice(forms))

    def column(self) -> list[Piece]:
        """A select item without a name: the server gives it one."""
        value = self.ref("int")
        words = self.ref("text")
        forms: tuple[list[Piece], ...] = (
            [value], [value, "::text"], ["CAST(", value, " AS bigint)"], ["(", value, ")"], [value, " + 1"],
            ["CASE WHEN true THEN 1 ELSE ", value, " END"], ["coalesce(", value, ", 1)"], ["(SELECT ", value, ")"],
            [words], ["trim(", words, ")"], [words, ' COLLATE "C"'], ["ARRAY[", value, "]"],
            ["(ARRAY[", value, "])[1]"],
            ["lower(", words, ")"], ["nullif(", value, ", 0)"], ["row(", value, ")"], ["1::int4"], ["k"], ["v"],
            [words, " IS NORMALIZED"], ["COLLATION FOR (", words, ")"], ["greatest(", value, ", 1)"],
            ["EXISTS (SELECT 1)"],
            ["now() AT TIME ZONE 'UTC' IS NULL"], ["now() AT TIME ZONE 'UTC' > now()"], ["twice(", value, ")"],
        )  # fmt: skip
        return list(self.chance.choice(forms))

    def words(self) -> list[Piece]:
        pick = self.chance.randrange(4)
        if pick == 0:
            return ["show(", self.ref("text"), ")"]
        if pick == 1:
            return [self.ref("text"), " || ", "'-'"]
        if pick == 2:
            return [self.ref("int"), "::text"]
        return [self.ref("text")]

    def test(self) -> list[Piece]:
        return [*self.number(1), self.chance.choice((" > ", " = ", " <> ", " IS DISTINCT FROM ")), *self.number(1)]

    # --- blocks

    def declarations(self) -> None:
        self.scopes.append([])
        count = self.chance.randrange(1, 5)
        self.add(" DECLARE ")
        for _ in range(count):
            self.declaration()

    def declaration(self) -> None:
        kind = self.chance.choice(
            ("int",) * 7 + ("text",) * 3 + ("record", "row", "alias", "cursor", "constant", "bound")
        )
        match kind:
            case "int":
                default: list[Piece] = [" := ", *self.number(1)] if self.chance.random() < 0.6 else []
                self.declare("variable", "int", [" int", *default])
            case "text":
                default = [" := ", *self.words()] if self.chance.random() < 0.6 else []
                self.declare("variable", "text", [" text", *default])
            case "record":
                self.declare("record", "record", [" record"])
            case "row":
                self.declare("row", "row", [self.chance.choice((" s%ROWTYPE", " s", " pt"))])
            case "alias":
                found = self.visible("int")
                if found:
                    self.declare("alias", "int", [" ALIAS FOR ", Ref(self.chance.choice(found))])
            case "constant":
                self.declare("constant", "int", [" CONSTANT int := ", *self.number(1)])
            case "bound":
                self.declare("bound", "int", [" int NOT NULL := 1"])
            case _:
                self.declare(
                    "cursor", "cursor", [" CURSOR FOR SELECT a, b FROM s WHERE a <= ", self.ref("int"), " ORDER BY a"]
                )

    def declare(self, kind: str, type_: str, rest: list[Piece]) -> None:
        number = self.bind(kind, type_)
        self.add(Ref(number, declares=True), *rest, "; ")
        self.scopes[-1].append(number)

    def block(self) -> None:
        """A block as a statement."""
        self._open_block(self.chance.randint(1, 3))
        self._close_block()
        self.add(" END; ")

    def outermost_block(self) -> None:
        """The block of the body: each way through it ends in a RETURN."""
        self._open_block(self.chance.randint(2, 5))
        self.finish()
        if self._close_block():
            self.finish()
        self.add(" END")

    def _open_block(self, count: int) -> None:
        label = None
        if self.chance.random() < 0.3:
            label = self.bind("label", "label")
            self.add(" <<", Ref(label, declares=True), ">> ")
        self.declarations()
        self.add(" BEGIN ")
        self.statements(count)
        mine = [number for number in self.scopes[-1] if self.program.bindings[number].type == "int"]
        if label is not None and mine and self.chance.random() < 0.5:
            self.add(" RAISE NOTICE 'q %', ", Ref(label), ".", Ref(mine[0]), "; ")

    def _close_block(self) -> bool:
        """Whether the block has a handler."""
        handles = self.chance.random() < 0.3
        if handles:
            self.add(" EXCEPTION WHEN division_by_zero THEN RAISE NOTICE 'h % %', ", self.ref("int"), ", SQLERRM; ")
        self.scopes.pop()
        return handles

    def finish(self) -> None:
        if self.returns == "int":
            self.add(" RETURN ", *self.number(1), "; ")
        elif self.returns == "trigger":
            self.add(" RETURN NEW; ")
        elif self.returns == "set":
            self.add(" RETURN QUERY SELECT ", self.ref("int"), " + a FROM s ORDER BY 1; ")

    def statements(self, count: int) -> None:
        for _ in range(count):
            self.statement()

    def statement(self) -> None:
        simple = (
            self.assign,
            self.notice,
            self.select_into,
            self.write_row,
            self.diagnostics,
            self.dynamic,
            self.record,
        )
        nested = (self.conditional, self.range_loop, self.query_loop, self.block, self.foreach, self.cursor_loop)
        if self.depth < 2 and self.chance.random() < 0.4:
            self.depth += 1
            self.chance.choice(nested)()
            self.depth -= 1
        else:
            self.chance.choice(simple)()

    def assign(self) -> None:
        target = self.target("int")
        if target:
            self.add(target, " := ", *self.number(), "; ")
        else:
            self.notice()

    def notice(self) -> None:
        if self.chance.random() < 0.1:
            self.add(" RAISE NOTICE '%', 1 / (", self.ref("int"), " - 1); ")
            return
        self.add(" RAISE NOTICE '% %', ", *self.number(1), ", ", *self.words(), "; ")

    def select_into(self) -> None:
        target = self.target("int")
        if target:
            strict = self.chance.choice(("", "", "STRICT "))
            column = self.chance.choice(("b", "x", "a"))
            self.add(f" SELECT {column} INTO {strict}", target, " FROM s WHERE a = ", self.ref("int"), "; ")

    def record(self) -> None:
        target = self.target("record")
        if not target:
            self.dynamic()
            return
        if self.chance.random() < 0.7:
            self.add(" SELECT ", *self.column(), ", k INTO ", target, " FROM o WHERE k = 1; ")
        if self.chance.random() < 0.5:
            self.add(" RAISE NOTICE '%', row_to_json(", target, "); ")
        else:
            self.add(" RAISE NOTICE '%', ", target, ".k; ")

    def write_row(self) -> None:
        value = self.ref("int")
        forms: tuple[list[Piece], ...] = (
            [" UPDATE s SET b = ", value, " WHERE a = ", self.ref("int"), "; "],
            [" INSERT INTO s (a, b) VALUES (", value, ", ", self.ref("int"), "); "],
            [" DELETE FROM s WHERE a = ", value, "; "],
            [" INSERT INTO o VALUES (1, ", self.ref("text"), ") ON CONFLICT (k) DO UPDATE SET v = excluded.v || ",
             self.ref("text"), "; "],
            [" UPDATE s SET x = s.x + ", value, " FROM o WHERE o.k = s.a; "],
            [" PERFORM xmlforest(", value, "); "],
        )  # fmt: skip
        self.add(*self.chance.choice(forms))

    def diagnostics(self) -> None:
        target = self.target("int")
        if target:
            self.add(" UPDATE s SET b = 1 WHERE a <= ", self.ref("int"), "; GET DIAGNOSTICS ", target, " = ROW_COUNT; ")

    def dynamic(self) -> None:
        target = self.target("int")
        if target:
            self.add(" EXECUTE 'SELECT $1 + 1' INTO ", target, " USING ", self.ref("int"), "; ")

    def conditional(self) -> None:
        self.add(" IF ", *self.test(), " THEN ")
        self.statements(1)
        if self.chance.random() < 0.5:
            self.add(" ELSE ")
            self.statements(1)
        self.add(" END IF; ")

    def range_loop(self) -> None:
        label = None
        if self.chance.random() < 0.4:
            label = self.bind("label", "label")
            self.add(" <<", Ref(label, declares=True), ">> ")
        low = self.ref("int")
        loop = self.bind("loop", "int")
        self.add(" FOR ", Ref(loop, declares=True), " IN coalesce(", low, ", 1) .. 2 LOOP ")
        self.scopes.append([loop])
        self.statements(self.chance.randint(1, 2))
        if label is not None:
            self.add(self.chance.choice((" EXIT ", " CONTINUE ")), Ref(label), " WHEN ", *self.test(), "; ")
        self.scopes.pop()
        self.add(" END LOOP; ")

    def query_loop(self) -> None:
        record = self.target("record")
        number = self.target("int")
        if record and self.chance.random() < 0.6:
            self.add(" FOR ", record, " IN SELECT a, ", *self.column_of_s(), " FROM s WHERE a <> ", self.ref("int"))
            self.add(" ORDER BY 1 LOOP RAISE NOTICE '% %', ", record, ".a, row_to_json(", record, "); ")
        elif number:
            self.add(" FOR ", number, " IN SELECT a FROM s WHERE b > ", self.ref("int"), " ORDER BY 1 LOOP ")
        else:
            return
        self.statements(1)
        self.add(" END LOOP; ")

    def column_of_s(self) -> list[Piece]:
        column = self.column()
        return ["b"] if column in (["k"], ["v"]) else column

    def foreach(self) -> None:
        number = self.target("int")
        if number:
            self.add(" FOREACH ", number, " IN ARRAY ARRAY[1, ", self.ref("int"), "] LOOP ")
            self.statements(1)
            self.add(" END LOOP; ")

    def cursor_loop(self) -> None:
        cursors = self.visible("cursor")
        if cursors:
            loop = self.bind("loop", "record")
            self.add(" FOR ", Ref(loop, declares=True), " IN ", Ref(self.chance.choice(cursors)), " LOOP ")
            self.add(" RAISE NOTICE '%', ", Ref(loop), ".a; ")
            self.add(" END LOOP; ")


def write_program(chance: random.Random) -> Program:
    """A program with a header of its own kind."""
    writer = Writer(chance)
    shape = chance.choice(("int",) * 5 + ("out", "table", "trigger", "set"))
    program = writer.program
    if shape == "trigger":
        program.header = ["CREATE FUNCTION f() RETURNS trigger"]
        writer.returns = "trigger"
        program.setup = TRIGGER
        program.calls = ("INSERT INTO s VALUES (7, 7, 7, 'n')", "UPDATE s SET b = 2 WHERE a = 1")
        program.body = []
    else:
        _parameters(writer, shape)
    writer.outermost_block()
    if chance.random() < 0.05:
        program.tail += " SET plpgsql.print_strict_params TO on"
    elif chance.random() < 0.05:
        program.body.insert(0, chance.choice(("#print_strict_params on\n", "#variable_conflict use_column\n",
                                              "#variable_conflict use_variable\n")))  # fmt: skip
    return program


def _parameters(writer: Writer, shape: str) -> None:
    program, chance = writer.program, writer.chance
    inputs = [writer.bind("parameter", type_) for type_ in ("int", "text")]
    header: list[Piece] = [
        "CREATE FUNCTION f(",
        Ref(inputs[0], declares=True),
        " int, ",
        Ref(inputs[1], declares=True),
        " text",
    ]
    writer.scopes[0] += inputs
    columns = "*"
    if shape == "out":
        out = writer.bind("output", "int")
        header += [", OUT ", Ref(out, declares=True), " int)"]
        writer.scopes[0].append(out)
        writer.returns = "out"
    elif shape == "table":
        out = writer.bind("output", "int")
        header += [") RETURNS TABLE (", Ref(out, declares=True), " int)"]
        writer.scopes[0].append(out)
        writer.returns = "set"
    elif shape == "set":
        header += [") RETURNS SETOF int"]
        writer.returns = "set"
    else:
        header += [") RETURNS int"]
    program.header = header
    program.calls = tuple(f"SELECT {columns} FROM f({number}, {text})" for number, text in
                          ((1, "'t'"), (2, "NULL"), ("NULL", "'u'")))  # fmt: skip
    if chance.random() < 0.2:
        program.tail += " STABLE" if chance.random() < 0.1 else " COST 10"
