-- yes: batch_processing | maybe:
CREATE FUNCTION purge_slowly() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  LOOP
    DELETE FROM trace WHERE ctid IN (SELECT ctid FROM trace WHERE obsolete LIMIT 1000);
    EXIT WHEN NOT FOUND;
  END LOOP;
END;
$$;

-- yes: batch_processing | maybe: derived_copy
CREATE FUNCTION backfill(p_size integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  n integer;
BEGIN
  LOOP
    UPDATE person SET mail_lower = lower(mail) WHERE id IN (SELECT id FROM person WHERE mail_lower IS NULL LIMIT p_size);
    GET DIAGNOSTICS n = ROW_COUNT;
    EXIT WHEN n = 0;
  END LOOP;
END;
$$;

-- yes: batch_processing | maybe:
CREATE FUNCTION copy_range(p_step bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  a bigint;
  b bigint;
BEGIN
  SELECT min(id), max(id) INTO a, b FROM old_entry;
  WHILE a <= b LOOP
    INSERT INTO new_entry SELECT * FROM old_entry WHERE id >= a AND id < a + p_step;
    a := a + p_step;
  END LOOP;
END;
$$;

-- yes: batch_processing | maybe: audit_log
CREATE FUNCTION archive_some(p_n integer) RETURNS bigint LANGUAGE sql AS $$
  WITH moved AS (DELETE FROM message WHERE id IN (SELECT id FROM message WHERE archived ORDER BY id LIMIT p_n) RETURNING *), kept AS (INSERT INTO message_archive SELECT * FROM moved RETURNING 1)
  SELECT count(*) FROM kept;
$$;

-- yes: batch_processing | maybe:
CREATE PROCEDURE fix_prices() LANGUAGE plpgsql AS $$
DECLARE
  v_last bigint := 0;
  v_next bigint;
BEGIN
  LOOP
    SELECT max(id) INTO v_next FROM (SELECT id FROM offer WHERE id > v_last ORDER BY id LIMIT 5000) x;
    EXIT WHEN v_next IS NULL;
    UPDATE offer SET price = round(price, 2) WHERE id > v_last AND id <= v_next;
    COMMIT;
    v_last := v_next;
  END LOOP;
END;
$$;

-- yes: batch_processing | maybe:
CREATE FUNCTION expire_sessions(p_most integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  n integer;
BEGIN
  DELETE FROM web_session WHERE id IN (SELECT id FROM web_session WHERE closed LIMIT p_most);
  GET DIAGNOSTICS n = ROW_COUNT;
  RETURN n;
END;
$$;

-- yes: | maybe: derived_copy, batch_processing
CREATE FUNCTION reindex_documents() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  FOR i IN 0..99 LOOP
    UPDATE document SET search = to_tsvector(body) WHERE id % 100 = i;
  END LOOP;
END;
$$;

-- yes: batch_processing | maybe:
CREATE FUNCTION clean_log_pieces() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  n bigint;
  total bigint := 0;
BEGIN
  LOOP
    WITH d AS (DELETE FROM app_log WHERE id = ANY (ARRAY(SELECT id FROM app_log WHERE handled LIMIT 500)) RETURNING 1)
    SELECT count(*) INTO n FROM d;
    total := total + n;
    EXIT WHEN n < 500;
  END LOOP;
  RETURN total;
END;
$$;

-- yes: | maybe:
CREATE FUNCTION fix_all() RETURNS void LANGUAGE sql AS $$
  UPDATE person SET mail = lower(mail);
$$;

-- yes: | maybe:
CREATE FUNCTION each_of(p_ids bigint[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v bigint;
BEGIN
  FOREACH v IN ARRAY p_ids LOOP
    PERFORM send_batch(v);
  END LOOP;
END;
$$;

-- yes: | maybe:
CREATE FUNCTION delete_batch(p_batch bigint) RETURNS void LANGUAGE sql AS $$
  DELETE FROM import_row WHERE batch_id = p_batch;
$$;
