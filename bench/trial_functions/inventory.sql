-- Warehouses: dynamic SQL, JSON, cursors, merges of rows.
CREATE DOMAIN positive_count AS integer CHECK (VALUE >= 0);
CREATE TABLE warehouses (
  id integer PRIMARY KEY,
  city text NOT NULL,
  is_active boolean NOT NULL DEFAULT true,
  settings jsonb
);
CREATE TABLE stock_items (
  warehouse_id integer NOT NULL REFERENCES warehouses (id),
  sku text NOT NULL,
  quantity positive_count NOT NULL,
  reserved integer NOT NULL DEFAULT 0,
  expires_on date,
  PRIMARY KEY (warehouse_id, sku)
);
CREATE TABLE stock_moves (
  id serial PRIMARY KEY,
  sku text NOT NULL,
  from_id integer,
  to_id integer,
  quantity integer NOT NULL
);

CREATE FUNCTION count_rows(p_table text, p_city text DEFAULT NULL) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_sql text;
  v_count bigint;
BEGIN
  IF p_table NOT IN ('warehouses', 'stock_items') THEN
    RAISE EXCEPTION 'table % is not counted', p_table USING ERRCODE = '42P01';
  END IF;
  v_sql := format('SELECT count(*) FROM %I', p_table);
  IF p_city IS NOT NULL AND p_table = 'warehouses' THEN
    v_sql := v_sql || ' WHERE city = $1';
    EXECUTE v_sql INTO v_count USING p_city;
  ELSE
    EXECUTE v_sql INTO v_count;
  END IF;
  RETURN v_count;
END $$;

CREATE FUNCTION move_stock(p_sku text, p_from integer, p_to integer, p_quantity integer) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
  v_there stock_items%ROWTYPE;
BEGIN
  SELECT * INTO v_there FROM stock_items WHERE warehouse_id = p_from AND sku = p_sku;
  IF NOT FOUND OR v_there.quantity - v_there.reserved < p_quantity THEN
    RETURN 'short';
  END IF;
  UPDATE stock_items SET quantity = quantity - p_quantity WHERE warehouse_id = p_from AND sku = p_sku;
  UPDATE stock_items SET quantity = quantity + p_quantity WHERE warehouse_id = p_to AND sku = p_sku;
  IF NOT FOUND THEN
    INSERT INTO stock_items (warehouse_id, sku, quantity) VALUES (p_to, p_sku, p_quantity);
  END IF;
  INSERT INTO stock_moves (sku, from_id, to_id, quantity) VALUES (p_sku, p_from, p_to, p_quantity);
  RETURN 'moved';
EXCEPTION
  WHEN foreign_key_violation THEN
    RETURN 'unknown warehouse';
  WHEN check_violation THEN
    RETURN 'negative';
END $$;

CREATE FUNCTION purge_expired(p_day date) RETURNS TABLE (warehouse integer, item text) LANGUAGE plpgsql AS $$
BEGIN
  RETURN QUERY
    WITH gone AS (
      DELETE FROM stock_items s WHERE s.expires_on < p_day AND s.reserved = 0
      RETURNING s.warehouse_id, s.sku
    )
    SELECT g.warehouse_id, g.sku FROM gone g ORDER BY 1, 2;
END $$;

CREATE FUNCTION setting_of(p_warehouse integer, p_key text) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_settings jsonb;
BEGIN
  SELECT settings INTO v_settings FROM warehouses WHERE id = p_warehouse;
  IF v_settings IS NULL THEN
    RETURN 'unset';
  END IF;
  IF jsonb_typeof(v_settings) = 'object' AND v_settings ? 'a' THEN
    RETURN coalesce(v_settings ->> p_key, v_settings ->> 'a');
  END IF;
  RETURN jsonb_typeof(v_settings);
END $$;

CREATE FUNCTION reserve(p_sku text, p_wanted integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  c_items CURSOR FOR SELECT warehouse_id, quantity, reserved FROM stock_items WHERE sku = p_sku ORDER BY warehouse_id FOR UPDATE;
  v_left integer := coalesce(p_wanted, 0);
  v_take integer;
BEGIN
  FOR r IN c_items LOOP
    v_take := least(v_left, r.quantity - r.reserved);
    IF v_take > 0 THEN
      UPDATE stock_items SET reserved = reserved + v_take WHERE CURRENT OF c_items;
      v_left := v_left - v_take;
    END IF;
    EXIT WHEN v_left <= 0;
  END LOOP;
  RETURN v_left;
END $$;

CREATE FUNCTION second_city(p_skip integer) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  c refcursor;
  v_city text;
BEGIN
  OPEN c SCROLL FOR SELECT city FROM warehouses WHERE is_active ORDER BY city;
  IF p_skip > 0 THEN
    MOVE FORWARD 1 FROM c;
  END IF;
  FETCH NEXT FROM c INTO v_city;
  IF NOT FOUND THEN
    FETCH LAST FROM c INTO v_city;
  END IF;
  CLOSE c;
  RETURN v_city;
END $$;

CREATE FUNCTION sweep(p_table text) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  v_row record;
  v_count integer := 0;
BEGIN
  FOR v_row IN EXECUTE 'SELECT sku, sum(quantity) AS total FROM stock_items GROUP BY sku ORDER BY sku' LOOP
    IF v_row.total = 0 THEN
      EXECUTE format('DELETE FROM %s WHERE sku = $1', coalesce(p_table, 'stock_items')) USING v_row.sku;
      v_count := v_count + 1;
    END IF;
  END LOOP;
  RETURN v_count;
EXCEPTION
  WHEN undefined_table OR undefined_column OR syntax_error THEN
    RETURN -1;
END $$;

CREATE FUNCTION cities(p_active boolean) RETURNS SETOF text LANGUAGE sql STABLE AS $$
  SELECT DISTINCT city FROM warehouses WHERE is_active = p_active OR p_active IS NULL ORDER BY city
$$;

CREATE FUNCTION stock_summary(p_warehouse integer) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_result jsonb := '{}';
  r record;
BEGIN
  FOR r IN SELECT sku, quantity, reserved FROM stock_items WHERE warehouse_id = p_warehouse ORDER BY sku LOOP
    IF r.quantity > r.reserved THEN
      v_result := v_result || jsonb_build_object(r.sku, r.quantity - r.reserved);
    END IF;
  END LOOP;
  IF v_result = '{}' THEN
    RETURN NULL;
  END IF;
  RETURN v_result;
END $$;

CREATE FUNCTION stock_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_active boolean;
BEGIN
  SELECT is_active INTO v_active FROM warehouses WHERE id = NEW.warehouse_id;
  IF v_active IS FALSE THEN
    RAISE EXCEPTION 'warehouse % is closed', NEW.warehouse_id USING ERRCODE = 'P0200';
  END IF;
  IF NEW.reserved > NEW.quantity THEN
    NEW.reserved := NEW.quantity;
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF NEW.quantity < OLD.quantity THEN
      INSERT INTO stock_moves (sku, from_id, quantity) VALUES (NEW.sku, NEW.warehouse_id, OLD.quantity - NEW.quantity);
    ELSIF NEW.quantity > OLD.quantity THEN
      INSERT INTO stock_moves (sku, to_id, quantity) VALUES (NEW.sku, NEW.warehouse_id, NEW.quantity - OLD.quantity);
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER stock_items_guard BEFORE INSERT OR UPDATE ON stock_items
  FOR EACH ROW EXECUTE FUNCTION stock_guard();
