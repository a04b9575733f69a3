"""An export as a tree of numbered files, and the import that gives the specs back."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.export.domain_registry import (
    EMPTY_REGISTRY,
    REGISTRY_FILE,
    DomainRegistry,
    RegisteredDomain,
    Subdomain,
    read_registry,
    write_registry,
)
from engine.export.export_error import ExportError
from engine.export.export_tree import Dialect, export_specs, import_specs
from engine.export.spec_names import bare_name, schema_name
from engine.export.spec_numbering import Overflow
from engine.spec.model import Field, Source, SpecFile, ViewSpec
from engine.spec.spec_error import SpecError
from tests.engine.spec.strategies import specs

PATH = re.compile(r"0[1-3]_\w+/(0[1-3][\dA-F])_\w+/(\1\d)_\w+/(\2\d)_\w+/\3[1]_\w+\.yaml")


def table(name, schema="sales", **more):
    return SpecFile(entity=name.title(), schema=schema, table=f"{schema}.tb_{name}", **more)


def many(number):
    return [table(f"t{each}") for each in range(number)]


def paths(files):
    return [file.path for file in files]


def registry_of(files):
    return read_registry(next(file.text for file in files if file.path == REGISTRY_FILE))


def test_an_entity_stands_in_its_numbered_folders():
    files = export_specs([table("order"), table("line")])
    assert paths(files) == [
        "domain_registry.yaml",
        "01_write_side/011_sales/0110_sales/01100_order/011001_tb_order.yaml",
        "01_write_side/011_sales/0110_sales/01101_line/011011_tb_line.yaml",
    ]


def test_views_are_on_the_read_side_and_routines_of_no_table_apart():
    view = SpecFile(
        entity="Open", schema="sales", table="sales.v_open", views=(ViewSpec(name="v_open", query="SELECT 1"),)
    )
    files = export_specs([view, SpecFile(module="Mail", schema="sales")])
    assert paths(files)[1:] == [
        "02_read_side/021_sales/0210_sales/02100_v_open/021001_v_open.yaml",
        "03_functions/031_sales/0310_sales/03101_mail/031011_mail.yaml",
    ]


def test_each_schema_is_a_domain_and_says_whether_it_belongs_to_tenants():
    tenant = (Field(name="tenant_id", type="uuid", nullable=False),)
    files = export_specs([table("a", "crm", fields=tenant), table("b", "stock"), SpecFile(entity="C", table="c")])
    domains = registry_of(files).domains
    assert [(domain.name, domain.code, domain.multi_tenant) for domain in domains] == [
        ("crm", 1, True),
        ("stock", 2, False),
        ("public", 3, False),
    ]


def test_numbers_once_given_stay():
    first = export_specs([table("b"), table("c")])
    second = export_specs([table("a"), table("c"), table("b")], registry=registry_of(first))
    assert set(paths(first)) < set(paths(second))


def test_the_eleventh_entity_is_refused_with_the_choices():
    with pytest.raises(ExportError) as caught:
        export_specs(many(11))
    assert caught.value.code == "export.entities_overflow"
    assert "--overflow spread" in caught.value.hint
    assert "domain_registry.yaml" in caught.value.hint


def test_spreading_opens_the_next_subdomain():
    files = export_specs(many(11), overflow=Overflow.SPREAD)
    assert paths(files)[-1] == "01_write_side/011_sales/0111_sales_1/01110_t10/011101_tb_t10.yaml"


def test_a_subdomain_that_the_registry_names_is_filled():
    named = DomainRegistry(
        version=1, domains=(RegisteredDomain(name="sales", code=4, subdomains=(Subdomain(name="order", code=2),)),)
    )
    assert paths(export_specs([table("x")], registry=named))[1].startswith(
        "01_write_side/014_sales/0142_order/01420_x/"
    )


def test_a_hundred_entities_are_a_domain_and_spreading_opens_the_next_one():
    files = export_specs(many(101), overflow=Overflow.SPREAD)
    assert len(set(paths(files))) == 102
    assert paths(files)[-1] == "01_write_side/012_sales_2/0120_sales_2/01200_t100/012001_tb_t100.yaml"
    assert paths(export_specs(many(101), registry=registry_of(files))) == paths(files)


def test_a_further_domain_of_the_registry_is_filled_when_the_first_is_full():
    full = Subdomain(name="a", code=0, entities=tuple((f"x{code}", code) for code in range(10)))
    domains = (
        RegisteredDomain(name="sales", code=1, subdomains=(full,)),
        RegisteredDomain(name="more", code=2, aliases=("sales",)),
    )
    assert paths(export_specs([table("y")], registry=DomainRegistry(version=1, domains=domains)))[1].startswith(
        "01_write_side/012_more/"
    )


def test_a_domain_for_more_entities_than_digits_is_refused():
    with pytest.raises(ExportError, match="There is no digit left"):
        export_specs(many(1501), overflow=Overflow.SPREAD)


def test_the_sixteenth_schema_is_refused_and_an_alias_makes_room():
    files = [table("a", f"s{number}") for number in range(15)]
    with pytest.raises(ExportError) as caught:
        export_specs([*files, table("a", "late")])
    assert (caught.value.code, "aliases" in caught.value.hint) == ("export.domains_overflow", True)
    shared = DomainRegistry(version=1, domains=(RegisteredDomain(name="s0", code=1, aliases=("late",)),))
    assert len(set(paths(export_specs([*files, table("a", "late")], registry=shared)))) == 17


def test_two_specs_of_one_name_are_refused():
    with pytest.raises(ExportError, match="Two specs are called `tb_order`"):
        export_specs([table("order"), table("order")])


def test_a_schema_that_only_the_search_path_names_counts():
    specs = [SpecFile(entity="A", table="a", search_path=('"$user"', "crm")), SpecFile(entity="A", table="a")]
    assert [domain.name for domain in registry_of(export_specs(specs)).domains] == ["crm", "public"]


def test_modules_of_one_title_are_told_apart_by_their_files():
    modules = [SpecFile(module="Functions", source=Source(file=f"{folder}/functions.sql")) for folder in "ab"]
    files = export_specs(modules)
    assert [path.rpartition("/")[2] for path in paths(files)[1:]] == [
        "031001_functions.yaml",
        "031011_functions_b_functions_sql.yaml",
    ]
    assert import_specs(files) == tuple(modules)


@pytest.mark.parametrize("name", ["../../etc/passwd", "a/b", "..", "", "CON\x00", "é", "x" * 300])
def test_no_name_leads_out_of_the_folder(name):
    for file in export_specs([SpecFile(module=name, schema=name)])[1:]:
        assert PATH.fullmatch(file.path), file.path


def test_a_registry_comes_back_and_a_broken_one_is_refused_with_its_place():
    registry = registry_of(export_specs(many(3)))
    assert read_registry(write_registry(registry)) == registry
    with pytest.raises(SpecError) as caught:
        read_registry("version: 1\ndomain: []\n")
    assert (caught.value.line, "did you mean `domains`?") == (2, caught.value.hint)


@pytest.mark.parametrize(
    "text",
    [
        "version: 1\ndomains:\n  - {name: a, code: 16}\n",
        "version: 1\ndomains:\n  - {name: a, code: 1}\n  - {name: b, code: 1}\n",
        "version: 1\ndomains:\n  - {name: a, code: 1, subdomains: [{name: a, code: 10}]}\n",
        "version: 1\ndomains:\n  - {name: a, code: 1, subdomains: [{name: a, code: 0, entities: {a: 1, b: 1}}]}\n",
    ],
)
def test_a_registry_whose_numbers_clash_is_refused(text):
    with pytest.raises(ExportError, match="number of its own"):
        read_registry(text)


def test_an_export_is_the_same_whatever_the_dialect_but_for_the_texts():
    assert paths(export_specs(many(5))) == paths(export_specs(many(5), Dialect.CORE))


@pytest.mark.parametrize("dialect", Dialect)
def test_the_import_of_an_export_gives_equal_specs(dialect):
    @settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
    @given(st.lists(specs, max_size=4, unique_by=lambda spec: (schema_name(spec), bare_name(spec))))
    def law(exported):
        imported = import_specs(export_specs(exported, dialect, EMPTY_REGISTRY, Overflow.SPREAD))
        assert sorted(imported, key=repr) == sorted(exported, key=repr)

    law()
