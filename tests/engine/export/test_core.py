"""The core dialect: upstream's own parser accepts every file, and the import gives every spec back."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.export.core_dialect import core_from_spec, read_core
from engine.export.export_error import ExportError
from engine.spec.model import Action, Field, Param, SpecFile
from engine.spec.steps.delete import DeleteStep
from engine.spec.steps.if_ import IfStep
from engine.spec.steps.perform import PerformStep
from engine.spec.steps.reject import RejectStep
from engine.spec.steps.update import UpdateStep
from engine.spec.steps.validate import ValidateStep
from tests.engine.spec.strategies import specs

lawful = settings(deadline=None, max_examples=80, suppress_health_check=list(HealthCheck))

names = st.sampled_from(
    ["status", "total", "status", "total", "note", "y", "on", "null", "id", "tenant_id", "pk_order", "fk_company"]
)
types = st.sampled_from(
    ["text", "integer", "numeric(12,2)", "timestamptz", "jsonb", "json", "email", "money", "enum(a, b)", "ref(Company)",
     "ref(crm.Company)", "sales.order_status", "text[]", "Contact", "list(text)"]
)  # fmt: skip
usual = tuple(Field(name=name, type="text") for name in ("status", "total", "note"))
fields = st.builds(Field, name=names, type=types, default=st.none() | st.just("'x'"), nullable=st.booleans())
words = names | st.sampled_from(["=", "=", "'it''s'", "AND", "1", "now()", " WHERE ", "p_id", "$1", "("])
sayable = st.sampled_from(["status = 'a'", "total > 1 AND note IS NULL", "NOT status = total", "'now() WHERE'", "1"])
expressions = sayable | sayable | st.lists(words, min_size=1, max_size=4).map(" ".join)
leaves = st.one_of(
    st.builds(ValidateStep, condition=expressions, error=names),
    st.builds(RejectStep, error=names, when=expressions),
    st.builds(UpdateStep, table=st.just("s.tb_x"), set=st.tuples(st.tuples(names, expressions)), where=expressions),
    st.builds(DeleteStep, table=st.just("s.tb_x"), where=expressions),
    st.builds(PerformStep, perform=expressions),
)
steps = st.recursive(
    leaves,
    lambda inner: st.builds(
        IfStep, condition=expressions, then=st.tuples(inner), otherwise=st.none() | st.tuples(inner)
    ),
    max_leaves=4,
)
actions = st.builds(Action, name=names, steps=st.lists(steps, max_size=3).map(tuple))
plausible = st.builds(
    SpecFile,
    entity=st.sampled_from(["Order", "OrderLine", "A SET b", "true", "42"]),
    schema=st.none() | names,
    table=st.just("s.tb_x"),
    description=st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    fields=st.just(usual) | st.lists(fields, max_size=6, unique_by=lambda field: field.name).map(tuple),
    actions=st.lists(actions, max_size=3).map(tuple),
)

ORDER = SpecFile(
    entity="Order",
    schema="sales",
    table="sales.tb_order",
    description="An order: its life",
    fields=(
        Field(name="pk_order", type="bigint", nullable=False),
        Field(name="status", type="text", default="'draft'", nullable=False),
        Field(name="total", type="numeric(12,2)"),
        Field(name="fk_customer", type="ref(crm.Customer)", nullable=False),
    ),
    actions=(
        Action(
            name="ship",
            params=(Param(name="p", type="bigint"),),
            steps=(
                ValidateStep(condition="status = 'paid'", error="not paid"),
                UpdateStep(table="sales.tb_order", set=(("status", "'shipped'"),), where="total > 0"),
            ),
        ),
        Action(name="warn", steps=(PerformStep(perform="pg_notify('x', 'y')"),)),
    ),
)


def core(spec):
    return core_from_spec(spec, "011011", "sales")


@lawful
@given(specs | plausible)
def test_upstream_accepts_every_file(upstream, spec):
    text = core(spec)
    answer = upstream(text)
    assert "error" not in answer, f"{answer}\n{text}"
    assert answer["entity"] == (spec.entity or spec.module or "")
    assert answer["schema"] == ("public" if spec.schema is None else spec.schema)
    assert answer["description"] == (spec.description or "")


@lawful
@given(specs | plausible)
def test_the_import_gives_every_spec_back(spec):
    assert read_core(core(spec)) == spec


def test_upstream_reads_what_it_has_words_for(upstream):
    answer = upstream(core(ORDER))
    assert answer["code"] == "011011"
    assert answer["fields"] == {"status": ["text", False], "total": ["numeric(12,2)", True], "customer": ["ref", False]}
    assert answer["actions"] == {"ship": ["validate", "update"]}


def test_a_full_file_is_no_core_file():
    assert read_core("entity: Order\n") is None


@pytest.mark.parametrize(("old", "new"), [("status: text", "status: integer"), ("An order", "The order")])
def test_an_edit_of_what_upstream_reads_is_refused_and_never_lost(old, new):
    with pytest.raises(ExportError, match="line"):
        read_core(core(ORDER).replace(old, new, 1))


def test_an_edit_of_the_spec_is_refused_where_upstream_would_read_the_old_one():
    renamed = core(ORDER).replace("  entity: Order\n", "  entity: Sale\n")
    with pytest.raises(ExportError, match="changed after its export"):
        read_core(renamed)


def test_deep_steps_are_within_what_upstream_can_read(upstream):
    nested = ValidateStep(condition="status = 'x'", error="e")
    for _ in range(60):
        nested = IfStep(condition="total > 1", then=(nested,))
    spec = replace(ORDER, actions=(Action(name="deep", steps=(nested,)),))
    assert upstream(core(spec))["actions"] == {"deep": ["if"]}
    assert read_core(core(spec)) == spec
