-- The warehouse module was bought in 2008: other hands, other habits.

CREATE TABLE stock.warehouse (
    code        char(4) NOT NULL,
    name        varchar(80) NOT NULL,
    address     core.address,
    opened      date DEFAULT '2008-01-01'::date,
    active      smallint DEFAULT 1 NOT NULL,
    CONSTRAINT pk_warehouse PRIMARY KEY (code)
) WITH (fillfactor = 90);

CREATE TABLE stock.stock_level (
    warehouse_code char(4) NOT NULL,
    product_no     integer NOT NULL,
    on_hand        numeric(12,3) DEFAULT 0 NOT NULL,
    reserved       numeric(12,3) DEFAULT 0 NOT NULL,
    reorder_point  numeric(12,3),
    CONSTRAINT pk_stock_level PRIMARY KEY (warehouse_code, product_no),
    CONSTRAINT fk_level_warehouse FOREIGN KEY (warehouse_code) REFERENCES stock.warehouse ON UPDATE CASCADE,
    CONSTRAINT fk_level_product FOREIGN KEY (product_no) REFERENCES catalog.tb_product (pk_product),
    CONSTRAINT ck_on_hand CHECK (on_hand >= 0),
    CONSTRAINT ck_reserved CHECK (reserved BETWEEN 0 AND on_hand)
);

CREATE TABLE stock.reservation (
    order_no    integer NOT NULL REFERENCES sales.tb_order (pk_order) ON DELETE CASCADE,
    warehouse_code char(4) NOT NULL,
    product_no  integer NOT NULL,
    quantity    numeric(12,3) NOT NULL,
    FOREIGN KEY (warehouse_code, product_no) REFERENCES stock.stock_level (warehouse_code, product_no) MATCH FULL
);

-- One partition a year; the old ones go to tape.
CREATE TABLE stock.movement (
    moved_on    date NOT NULL DEFAULT CURRENT_DATE,
    warehouse_code char(4) NOT NULL,
    product_no  integer NOT NULL,
    kind        stock.movement_kind NOT NULL,
    quantity    numeric(12,3) NOT NULL,
    batch       bigint DEFAULT nextval('stock.batch_seq'),
    remark      text
) PARTITION BY RANGE (moved_on);

CREATE TABLE stock.movement_2024 PARTITION OF stock.movement FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE stock.movement_2025 PARTITION OF stock.movement FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE stock.movement_rest PARTITION OF stock.movement DEFAULT;

CREATE INDEX movement_product_idx ON stock.movement (product_no, moved_on);

CREATE OR REPLACE FUNCTION stock.book_movement(p_warehouse char, p_product integer, p_kind stock.movement_kind, p_quantity numeric, p_remark text DEFAULT NULL)
RETURNS void AS $$
BEGIN
    INSERT INTO stock.movement (warehouse_code, product_no, kind, quantity, remark)
    VALUES (p_warehouse, p_product, p_kind, p_quantity, p_remark);

    INSERT INTO stock.stock_level AS s (warehouse_code, product_no, on_hand)
    VALUES (p_warehouse, p_product, p_quantity)
    ON CONFLICT (warehouse_code, product_no)
    DO UPDATE SET on_hand = s.on_hand + EXCLUDED.on_hand;
END;
$$ LANGUAGE plpgsql;

-- Takes from one warehouse after the other; gives what is still missing.
CREATE OR REPLACE FUNCTION stock.issue(p_product integer, p_quantity numeric, p_remark text) RETURNS numeric AS $$
DECLARE
    v_missing numeric := p_quantity;
    v_take    numeric;
    v_level   RECORD;
    c_levels  CURSOR FOR
        SELECT * FROM stock.stock_level
         WHERE product_no = p_product AND on_hand - reserved > 0
         ORDER BY on_hand - reserved DESC, warehouse_code
         FOR UPDATE;
BEGIN
    FOR v_level IN c_levels LOOP
        EXIT WHEN v_missing <= 0;
        v_take := LEAST(v_missing, v_level.on_hand - v_level.reserved);
        UPDATE stock.stock_level SET on_hand = on_hand - v_take WHERE CURRENT OF c_levels;
        INSERT INTO stock.movement (warehouse_code, product_no, kind, quantity, remark)
        VALUES (v_level.warehouse_code, p_product, 'issue', -v_take, p_remark);
        v_missing := v_missing - v_take;
    END LOOP;
    RETURN v_missing;
END;
$$ LANGUAGE plpgsql;

CREATE OR REPLACE FUNCTION stock.transfer(p_from char, p_to char, p_product integer, p_quantity numeric) RETURNS void AS $$
DECLARE
    v_on_hand numeric;
BEGIN
    IF p_from = p_to THEN
        RETURN;
    END IF;
    SELECT on_hand - reserved INTO v_on_hand
      FROM stock.stock_level WHERE warehouse_code = p_from AND product_no = p_product FOR UPDATE;
    IF COALESCE(v_on_hand, 0) < p_quantity THEN
        RAISE EXCEPTION 'warehouse % has only % of product %', p_from, COALESCE(v_on_hand, 0), p_product
            USING ERRCODE = 'HT002';
    END IF;
    UPDATE stock.stock_level SET on_hand = on_hand - p_quantity WHERE warehouse_code = p_from AND product_no = p_product;
    PERFORM stock.book_movement(p_to, p_product, 'transfer', p_quantity, 'from ' || p_from);
END;
$$ LANGUAGE plpgsql;

CREATE OR REPLACE FUNCTION stock.reserve(p_order integer) RETURNS boolean AS $$
DECLARE
    v_line  sales.tb_order_line;
    v_code  char(4);
BEGIN
    FOR v_line IN SELECT * FROM sales.tb_order_line WHERE fk_order = p_order LOOP
        SELECT warehouse_code INTO v_code
          FROM stock.stock_level
         WHERE product_no = v_line.fk_product AND on_hand - reserved >= v_line.quantity
         ORDER BY warehouse_code
         LIMIT 1;
        IF v_code IS NULL THEN
            RAISE NOTICE 'order %: line % cannot be reserved', p_order, v_line.line_no;
            RETURN FALSE;
        END IF;
        UPDATE stock.stock_level
           SET reserved = reserved + v_line.quantity
         WHERE warehouse_code = v_code AND product_no = v_line.fk_product;
        INSERT INTO stock.reservation VALUES (p_order, v_code, v_line.fk_product, v_line.quantity);
    END LOOP;
    RETURN TRUE;
END;
$$ LANGUAGE plpgsql;

CREATE OR REPLACE FUNCTION stock.release_reservations(p_order integer) RETURNS integer AS $$
DECLARE
    v_count integer;
BEGIN
    UPDATE stock.stock_level s
       SET reserved = s.reserved - r.quantity
      FROM stock.reservation r
     WHERE r.order_no = p_order
       AND r.warehouse_code = s.warehouse_code
       AND r.product_no = s.product_no;
    DELETE FROM stock.reservation WHERE order_no = p_order;
    GET DIAGNOSTICS v_count = ROW_COUNT;
    RETURN v_count;
END;
$$ LANGUAGE plpgsql;

-- One row a product that must be ordered again.
CREATE OR REPLACE FUNCTION stock.reorder_list(OUT product_no integer, OUT missing numeric) RETURNS SETOF record AS $$
BEGIN
    FOR product_no, missing IN
        SELECT s.product_no, sum(s.reorder_point - s.on_hand)
          FROM stock.stock_level s
         WHERE s.reorder_point IS NOT NULL
         GROUP BY s.product_no
        HAVING sum(s.reorder_point - s.on_hand) > 0
         ORDER BY 1
    LOOP
        RETURN NEXT;
    END LOOP;
END;
$$ LANGUAGE plpgsql;

-- Makes next year's partition. Run in December.
CREATE OR REPLACE FUNCTION stock.add_partition(p_year integer) RETURNS text AS $$
DECLARE
    v_name text := 'movement_' || p_year;
BEGIN
    FOR i IN REVERSE 3..1 LOOP
        IF to_regclass('stock.' || v_name) IS NOT NULL THEN
            RETURN NULL;
        END IF;
    END LOOP;
    EXECUTE 'CREATE TABLE stock.' || quote_ident(v_name)
         || ' PARTITION OF stock.movement FOR VALUES FROM (' || quote_literal(make_date(p_year, 1, 1))
         || ') TO (' || quote_literal(make_date(p_year + 1, 1, 1)) || ')';
    RETURN v_name;
END;
$$ LANGUAGE plpgsql;
