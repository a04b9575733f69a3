-- yes: work_queue | maybe:
CREATE FUNCTION next_mail() RETURNS bigint LANGUAGE sql AS $$
  SELECT mail_id FROM mail_out WHERE sent_at IS NULL ORDER BY mail_id LIMIT 1 FOR UPDATE SKIP LOCKED;
$$;

-- yes: work_queue | maybe:
CREATE FUNCTION take_job(p_worker text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  v_id bigint;
BEGIN
  UPDATE job SET locked_by = p_worker, locked_at = now()
    WHERE id = (SELECT id FROM job WHERE locked_by IS NULL ORDER BY run_at LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id INTO v_id;
  RETURN v_id;
END;
$$;

-- yes: work_queue | maybe: state_machine, batch_processing
CREATE FUNCTION claim_tasks(p_n integer) RETURNS SETOF task LANGUAGE sql AS $$
  WITH due AS (SELECT id FROM task WHERE status = 'queued' ORDER BY priority LIMIT p_n FOR UPDATE SKIP LOCKED)
  UPDATE task SET status = 'running' FROM due WHERE task.id = due.id RETURNING task.*;
$$;

-- yes: work_queue | maybe:
CREATE FUNCTION run_nightly() RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  IF NOT pg_try_advisory_lock(4711) THEN
    RETURN false;
  END IF;
  PERFORM rebuild_summary();
  PERFORM pg_advisory_unlock(4711);
  RETURN true;
END;
$$;

-- yes: work_queue | maybe: session_context
CREATE FUNCTION fetch_scan() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  v_scan integer;
BEGIN
  SELECT scan_id INTO v_scan FROM scan_request WHERE taken_by IS NULL ORDER BY asked_at LIMIT 1 FOR UPDATE SKIP LOCKED;
  IF v_scan IS NOT NULL THEN
    UPDATE scan_request SET taken_by = pg_backend_pid() WHERE scan_id = v_scan;
  END IF;
  RETURN v_scan;
END;
$$;

-- yes: work_queue | maybe:
CREATE FUNCTION pop_event() RETURNS event_queue LANGUAGE sql AS $$
  DELETE FROM event_queue WHERE event_no = (SELECT event_no FROM event_queue ORDER BY event_no FOR UPDATE SKIP LOCKED LIMIT 1) RETURNING *;
$$;

-- yes: work_queue | maybe: batch_processing, state_machine
CREATE FUNCTION drain_uploads(p_most integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  r record;
  n integer := 0;
BEGIN
  FOR r IN SELECT id FROM upload WHERE NOT processed ORDER BY id LIMIT p_most FOR UPDATE SKIP LOCKED LOOP
    PERFORM process_upload(r.id);
    n := n + 1;
  END LOOP;
  RETURN n;
END;
$$;

-- yes: work_queue | maybe: session_context
CREATE FUNCTION reserve_slot(p_shop integer) RETURNS integer LANGUAGE sql AS $$
  UPDATE slot SET holder = pg_backend_pid() WHERE slot_no IN (SELECT slot_no FROM slot WHERE shop = p_shop AND holder IS NULL LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING slot_no;
$$;

-- yes: | maybe:
CREATE FUNCTION lock_account(p_id bigint) RETURNS account LANGUAGE sql AS $$
  SELECT * FROM account WHERE id = p_id FOR UPDATE;
$$;

-- yes: | maybe:
CREATE FUNCTION oldest_mail() RETURNS bigint LANGUAGE sql AS $$
  SELECT mail_id FROM mail_out WHERE sent_at IS NULL ORDER BY mail_id LIMIT 1;
$$;

-- yes: | maybe:
CREATE FUNCTION lock_shop(p_shop integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM shop WHERE shop_id = p_shop FOR UPDATE;
  UPDATE shop SET opened = true WHERE shop_id = p_shop;
END;
$$;
