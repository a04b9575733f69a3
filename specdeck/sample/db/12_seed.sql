\set ON_ERROR_STOP off
\set tenant 'aaaaaaaa-0000-4000-8000-000000000001'
\set reader halden_report
\echo 'Seeding the master data'
\timing off

BEGIN;

INSERT INTO core.tb_tenant (pk_tenant, id, identifier, name, vat_number) VALUES
    (1, :'tenant', 'halden', 'Halden Trading', 'NO 123 456 789'),
    (2, 'aaaaaaaa-0000-4000-8000-000000000002', 'nordby', 'Nordby Tools', NULL);

INSERT INTO core.setting VALUES ('locale', 'en_GB'), ('decimal_sign', ',');

COPY core.tb_user (pk_user, id, identifier, tenant_id, email, display_name, role, approval_limit) FROM stdin;
1	bbbbbbbb-0000-4000-8000-000000000001	anna	aaaaaaaa-0000-4000-8000-000000000001	anna@halden.example	Anna; the boss	director	\N
2	bbbbbbbb-0000-4000-8000-000000000002	bo	aaaaaaaa-0000-4000-8000-000000000001	bo@halden.example	Bo	manager	500.00
3	bbbbbbbb-0000-4000-8000-000000000003	cleo	aaaaaaaa-0000-4000-8000-000000000001	cleo@halden.example	\N	clerk	0.00
4	bbbbbbbb-0000-4000-8000-000000000004	dag	aaaaaaaa-0000-4000-8000-000000000002	dag@nordby.example	Dag	manager	10000.00
\.

INSERT INTO hr.tb_employee (pk_employee, identifier, tenant_id, fk_user, fk_manager, first_name, last_name, hired_on, monthly_salary, skills) VALUES
    (1, 'E01', :'tenant', 1, NULL, 'Anna', 'Holm', '2004-01-01', 9000, '{lead,law}'),
    (2, 'E02', :'tenant', 2, 1, 'Bo', 'Lind', '2010-05-01', 6000, '{sales}'),
    (3, 'E03', :'tenant', 3, 2, 'Cleo', 'Berg', '2019-09-15', 4200.50, '{}'),
    (4, 'E04', :'tenant', NULL, 2, 'Dina', 'Moe', '2021-02-01', 4100, '{sales,"heavy lifting"}');

INSERT INTO catalog.tb_category (pk_category, identifier, fk_parent_category, name) VALUES
    (1, 'all', NULL, 'Everything'),
    (2, 'tools', 1, 'Tools'),
    (3, 'hand-tools', 2, 'Hand tools'),
    (4, 'services', 1, 'Services');

INSERT INTO catalog.tb_product (pk_product, id, identifier, tenant_id, fk_category, name, kind, list_price) VALUES
    (1, 'cccccccc-0000-4000-8000-000000000001', 'HAM', :'tenant', 3, 'Hammer', 'goods', 20),
    (2, 'cccccccc-0000-4000-8000-000000000002', 'NAIL', :'tenant', 3, 'Nails, 100', 'goods', 4.99),
    (3, 'cccccccc-0000-4000-8000-000000000003', 'KIT', :'tenant', 2, 'Starter kit', 'kit', 0),
    (4, 'cccccccc-0000-4000-8000-000000000004', 'INST', :'tenant', 4, 'Installation', 'service', 80),
    (5, 'cccccccc-0000-4000-8000-000000000005', 'BIGKIT', :'tenant', 2, 'Family kit', 'kit', 0);

INSERT INTO catalog.tb_bom_line VALUES (3, 1, 1), (3, 2, 2.5), (5, 3, 2), (5, 4, 1);

INSERT INTO billing.tax_rate (kind, rate, valid) VALUES
    ('standard', 25, '[2000-01-01,)'),
    ('service', 12.5, '[2000-01-01,)');

INSERT INTO billing.fiscal_period VALUES
    ('2024', '[2024-01-01,2025-01-01)', true),
    ('2025', '[2025-01-01,2026-01-01)', false);

INSERT INTO sales.status_transition (from_status, to_status, needs_role) VALUES
    ('draft', 'submitted', NULL),
    ('submitted', 'approved', 'manager'),
    ('submitted', 'draft', NULL),
    ('approved', 'picking', NULL),
    ('picking', 'shipped', NULL),
    ('shipped', 'closed', NULL),
    ('draft', 'cancelled', NULL),
    ('submitted', 'cancelled', NULL),
    ('approved', 'cancelled', 'manager');

INSERT INTO sales.tb_customer (pk_customer, id, identifier, tenant_id, name, email, credit_limit) VALUES
    (1, 'dddddddd-0000-4000-8000-000000000001', 'C-1', :'tenant', 'Ada''s Workshop', 'ada@work.example', 1000),
    (2, 'dddddddd-0000-4000-8000-000000000002', 'C-2', :'tenant', 'Birk & Sons', NULL, 50),
    (3, 'dddddddd-0000-4000-8000-000000000003', 'C-3', :'tenant', 'Ada Workshop (double)', 'ada2@work.example', 2000);

COPY stock.warehouse (code, name) FROM stdin WITH (FORMAT csv);
MAIN,"Main hall, Halden"
EAST,East
\.

INSERT INTO stock.stock_level (warehouse_code, product_no, on_hand, reserved, reorder_point) VALUES
    ('MAIN', 1, 10, 0, 5), ('EAST', 1, 3, 1, 5), ('MAIN', 2, 100, 0, 200);

INSERT INTO sales.import_line (import_no, "Line", raw) VALUES
    (7, 1, 'X-1;Xenia'), (7, 2, 'broken'), (7, 3, 'X-2;Xaver;more');

SELECT setval(pg_get_serial_sequence('sales.tb_customer', 'pk_customer'), 100);
SELECT setval(pg_get_serial_sequence('catalog.tb_product', 'pk_product'), 100);
SELECT setval(pg_get_serial_sequence('core.tb_user', 'pk_user'), 100);

COMMIT;

-- psql sends this one itself
SELECT format('ANALYZE %I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = 'sales' ORDER BY 1 \gexec

GRANT SELECT ON report.mv_turnover TO :reader;
\if :{?with_refresh}
REFRESH MATERIALIZED VIEW report.mv_turnover;
\endif

-- The clerk who seeds wants to know that it worked.
CREATE OR REPLACE FUNCTION core.seed_report() RETURNS text AS $$
DECLARE
    v_text text := '';
    v_name text;
BEGIN
    FOREACH v_name IN ARRAY ARRAY['core.tb_tenant', 'core.tb_user', 'sales.tb_customer'] LOOP
        v_text := v_text || v_name || ': ' || report.count_rows(v_name) || E'\n';
    END LOOP;
    RETURN v_text;
END;
$$ LANGUAGE plpgsql;

\echo Done.
