-- The interface to the old mainframe. Do not touch: nobody knows who still uses it.
-- Written for PostgreSQL 7.4, bodies in quotes.

CREATE TABLE sales.import_line (
    import_no   int4,
    "Line"      int4,
    raw         text,
    "user"      varchar(30) DEFAULT 'batch',
    done        bool DEFAULT 'f',
    primary key (import_no, "Line")
);

CREATE OR REPLACE FUNCTION sales.import_customer(int4, text) RETURNS int4 AS '
DECLARE
    p_import ALIAS FOR $1;
    p_tenant ALIAS FOR $2;
    rec RECORD;
    parts text[];
    n int4 := 0;
BEGIN
    FOR rec IN SELECT * FROM sales.import_line WHERE import_no = p_import AND NOT done ORDER BY "Line" LOOP
        parts := string_to_array(rec.raw, '';'');
        IF array_length(parts, 1) < 2 THEN
            RAISE NOTICE ''line % of import % is too short: %'', rec."Line", p_import, rec.raw;
        ELSE
            INSERT INTO sales.tb_customer (tenant_id, identifier, name)
            SELECT t.id, parts[1], parts[2] FROM core.tb_tenant t WHERE t.identifier = p_tenant;
            UPDATE sales.import_line SET done = ''t'' WHERE import_no = p_import AND "Line" = rec."Line";
            n := n + 1;
        END IF;
    END LOOP;
    RETURN n;
END;
' LANGUAGE 'plpgsql';

-- The same total again, from before discounts existed. Two screens still call it.
CREATE OR REPLACE FUNCTION sales.order_total(p_order integer) RETURNS numeric AS $$
DECLARE
    r       sales.tb_order_line%ROWTYPE;
    v_net   numeric(14,2) := 0;
    v_line  numeric(14,2);
BEGIN
    FOR r IN SELECT * FROM sales.tb_order_line WHERE fk_order = p_order ORDER BY line_no LOOP
        v_line := round(r.quantity * r.unit_price, 2);
        v_net := v_net + v_line;
    END LOOP;
    RETURN v_net;
END;
$$ LANGUAGE plpgsql;

-- and a third time: copied for the web shop, and laid out as its people like it
create or replace function sales.cart_total(p_order integer) returns numeric as $$
declare
	r sales.tb_order_line%rowtype;
	v_net numeric(14,2) := 0;
	v_line numeric(14,2);
begin
	for r in select * from sales.tb_order_line where fk_order = p_order order by line_no loop
		v_line := round(r.quantity * r.unit_price, 2);
		v_net := v_net + v_line; -- no discounts in the shop
	end loop;
	return v_net;
end;
$$ language plpgsql;

-- This one was never finished and has never run.
CREATE OR REPLACE FUNCTION sales.export_orders(p_from date, p_to date) RETURN SETOF text AS $$
BEGIN
    RETURN QUERY SELECT identifier FROM sales.tb_order WHERE ordered_on BETWEEN p_from AND p_to;
END;
$$ LANGUAGE plpgsql;

CREATE OR REPLACE FUNCTION sales.clean_code(text) RETURNS text AS '
    SELECT upper(regexp_replace($1, ''[^A-Za-z0-9]+'', ''-'', ''g''))
' LANGUAGE 'sql' IMMUTABLE STRICT;

CREATE FUNCTION sales.clean_code(p_code text, p_width integer) RETURNS text AS $_$
BEGIN
    RETURN lpad(sales.clean_code($1), p_width, '0');
END
$_$ LANGUAGE plpgsql IMMUTABLE;

CREATE OR REPLACE FUNCTION sales.parse_amount(p_text text, OUT amount numeric, OUT problem text) AS $$
BEGIN
    amount := replace(replace(p_text, '.', ''), ',', '.')::numeric;
EXCEPTION
    WHEN invalid_text_representation THEN
        amount := NULL;
        problem := 'not a number: ' || p_text;
    WHEN null_value_not_allowed OR numeric_value_out_of_range THEN
        problem := SQLERRM;
END;
$$ LANGUAGE plpgsql;
