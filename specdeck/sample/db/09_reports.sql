-- Views and what the report server calls.

CREATE VIEW report.v_open_order AS
SELECT o.pk_order,
       o.identifier AS order_number,
       c.name AS customer,
       o.status,
       o.gross_total,
       (SELECT count(*) FROM sales.tb_order_line l WHERE l.fk_order = o.pk_order) AS line_count
  FROM sales.tb_order o
  JOIN sales.tb_customer c ON c.pk_customer = o.fk_customer
 WHERE o.status NOT IN ('closed', 'cancelled')
   AND o.deleted_at IS NULL;

COMMENT ON VIEW report.v_open_order IS 'What we still have to do';
COMMENT ON COLUMN report.v_open_order.line_count IS 'Lines, not pieces';

CREATE OR REPLACE VIEW report.v_live_customer (customer_id, number, name, email)
WITH (security_barrier = true) AS
SELECT id, identifier, name, email FROM sales.tb_customer WHERE deleted_at IS NULL
WITH LOCAL CHECK OPTION;

CREATE RECURSIVE VIEW report.v_category_tree (pk_category, path) AS
    SELECT pk_category, name FROM catalog.tb_category WHERE fk_parent_category IS NULL
    UNION ALL
    SELECT c.pk_category, t.path || ' / ' || c.name
      FROM catalog.tb_category c
      JOIN v_category_tree t ON c.fk_parent_category = t.pk_category;

CREATE MATERIALIZED VIEW report.mv_turnover AS
SELECT i.tenant_id,
       date_trunc('month', i.invoiced_on)::date AS month,
       sum(i.net_total) AS net,
       sum(i.tax_total) AS tax,
       count(*) AS invoices
  FROM billing.tb_invoice i
 WHERE i.status <> 'written off'
 GROUP BY 1, 2
WITH NO DATA;

CREATE UNIQUE INDEX mv_turnover_key ON report.mv_turnover (tenant_id, month);

-- The report server knows no schema names.
CREATE OR REPLACE FUNCTION report.run(p_report text, p_tenant uuid) RETURNS SETOF jsonb AS $$
DECLARE
    v_row record;
BEGIN
    CASE p_report
        WHEN 'open_orders' THEN
            FOR v_row IN EXECUTE 'SELECT v.* FROM report.v_open_order v JOIN sales.tb_order o USING (pk_order) WHERE o.tenant_id = $1 ORDER BY 1' USING p_tenant LOOP
                RETURN NEXT to_jsonb(v_row);
            END LOOP;
        WHEN 'customers' THEN
            RETURN QUERY SELECT jsonb_build_object('number', c.identifier, 'balance', sales.open_balance(c.pk_customer))
                           FROM sales.tb_customer c
                          WHERE c.tenant_id = p_tenant AND c.deleted_at IS NULL
                          ORDER BY c.identifier;
        ELSE
            RAISE EXCEPTION 'unknown report "%"', p_report USING ERRCODE = 'undefined_object';
    END CASE;
END;
$$ LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = report, pg_temp;

CREATE OR REPLACE FUNCTION report.refresh_all() RETURNS integer AS $$
DECLARE
    v_view  record;
    v_count integer := 0;
BEGIN
    FOR v_view IN SELECT schemaname, matviewname FROM pg_matviews WHERE schemaname = 'report' LOOP
        EXECUTE format('REFRESH MATERIALIZED VIEW %I.%I', v_view.schemaname, v_view.matviewname);
        v_count := v_count + 1;
    END LOOP;
    RETURN v_count;
END;
$$ LANGUAGE plpgsql;

-- Any table, any column. The night job counts with it.
CREATE OR REPLACE FUNCTION report.count_rows(p_table text, p_where text DEFAULT 'true') RETURNS bigint AS $$
DECLARE
    v_count bigint;
BEGIN
    EXECUTE 'SELECT count(*) FROM ' || p_table || ' WHERE ' || p_where INTO STRICT v_count;
    RETURN v_count;
END;
$$ LANGUAGE plpgsql SECURITY DEFINER;

CREATE OR REPLACE FUNCTION report.sales_by_month(p_tenant uuid, p_year integer)
RETURNS TABLE (month integer, net numeric, running numeric) AS $$
DECLARE
    v_running numeric := 0;
BEGIN
    FOR m IN 1..12 LOOP
        SELECT COALESCE(sum(i.net_total), 0) INTO net
          FROM billing.tb_invoice i
         WHERE i.tenant_id = p_tenant
           AND i.invoiced_on >= make_date(p_year, m, 1)
           AND i.invoiced_on < make_date(p_year, m, 1) + INTERVAL '1 month';
        v_running := v_running + net;
        month := m;
        running := v_running;
        RETURN NEXT;
    END LOOP;
END;
$$ LANGUAGE plpgsql STABLE;

-- A page at a time, through a cursor of the client.
CREATE OR REPLACE FUNCTION report.open_orders_cursor(p_cursor refcursor, p_tenant uuid) RETURNS refcursor AS $$
BEGIN
    OPEN p_cursor SCROLL FOR
        SELECT identifier, gross_total FROM sales.tb_order WHERE tenant_id = p_tenant ORDER BY identifier;
    MOVE FORWARD 1 FROM p_cursor;
    RETURN p_cursor;
END;
$$ LANGUAGE plpgsql;

CREATE AGGREGATE report.product_of(numeric) (
    SFUNC = numeric_mul,
    STYPE = numeric,
    INITCOND = '1'
);
