-- yes: upsert | maybe:
CREATE FUNCTION put_setting(p_key text, p_value text) RETURNS void LANGUAGE sql AS $$
  INSERT INTO app_setting (key, value) VALUES (p_key, p_value) ON CONFLICT (key) DO UPDATE SET value = excluded.value;
$$;

-- yes: upsert | maybe:
CREATE FUNCTION save_score(p_player bigint, p_score integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE high_score SET score = greatest(score, p_score) WHERE player_id = p_player;
  IF NOT FOUND THEN
    INSERT INTO high_score (player_id, score) VALUES (p_player, p_score);
  END IF;
END;
$$;

-- yes: upsert | maybe:
CREATE FUNCTION merge_stock(p_sku text, p_qty integer) RETURNS void LANGUAGE sql AS $$
  MERGE INTO stock s USING (SELECT p_sku AS sku, p_qty AS qty) n ON s.sku = n.sku WHEN MATCHED THEN UPDATE SET quantity = n.qty WHEN NOT MATCHED THEN INSERT (sku, quantity) VALUES (n.sku, n.qty);
$$;

-- yes: upsert | maybe:
CREATE FUNCTION set_alias(p_host text, p_alias text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM host_alias WHERE host = p_host) THEN
    UPDATE host_alias SET alias = p_alias WHERE host = p_host;
  ELSE
    INSERT INTO host_alias (host, alias) VALUES (p_host, p_alias);
  END IF;
END;
$$;

-- yes: upsert | maybe:
CREATE FUNCTION sync_colour(p_code text, p_name text) RETURNS void LANGUAGE sql AS $$
  WITH changed AS (UPDATE colour SET name = p_name WHERE code = p_code RETURNING code)
  INSERT INTO colour (code, name) SELECT p_code, p_name WHERE NOT EXISTS (SELECT 1 FROM changed);
$$;

-- yes: upsert | maybe: idempotent_insert
CREATE FUNCTION keep_contact(p_mail text, p_name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  LOOP
    UPDATE contact SET name = p_name WHERE mail = p_mail;
    IF FOUND THEN RETURN; END IF;
    BEGIN
      INSERT INTO contact (mail, name) VALUES (p_mail, p_name);
      RETURN;
    EXCEPTION WHEN unique_violation THEN
      NULL;
    END;
  END LOOP;
END;
$$;

-- yes: upsert | maybe:
CREATE FUNCTION store_weight(p_day date, p_kg numeric) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  BEGIN
    INSERT INTO weight (day, kg) VALUES (p_day, p_kg);
  EXCEPTION WHEN unique_violation THEN
    UPDATE weight SET kg = p_kg WHERE day = p_day;
  END;
END;
$$;

-- yes: upsert | maybe:
CREATE FUNCTION remember_visit(p_page text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  n integer;
BEGIN
  UPDATE page_visit SET last_seen = now() WHERE page = p_page;
  GET DIAGNOSTICS n = ROW_COUNT;
  IF n = 0 THEN
    INSERT INTO page_visit (page, last_seen) VALUES (p_page, now());
  END IF;
END;
$$;

-- yes: upsert | maybe: counter_cache
CREATE FUNCTION count_visit(p_page text) RETURNS void LANGUAGE sql AS $$
  INSERT INTO page_counter (page, hits) VALUES (p_page, 1) ON CONFLICT (page) DO UPDATE SET hits = page_counter.hits + 1;
$$;

-- yes: | maybe:
CREATE FUNCTION add_colour(p_code text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO colour (code) VALUES (p_code);
  EXCEPTION WHEN unique_violation THEN
    RAISE EXCEPTION 'there is a colour % already', p_code;
END;
$$;

-- yes: | maybe: audit_log
CREATE FUNCTION swap(p_a bigint, p_b bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE seat SET guest = NULL WHERE id = p_a;
  INSERT INTO seat_change (a, b) VALUES (p_a, p_b);
END;
$$;
