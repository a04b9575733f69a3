-- yes: retention_purge | maybe:
CREATE FUNCTION clean_log() RETURNS void LANGUAGE sql AS $$
  DELETE FROM app_log WHERE logged_at < now() - interval '30 days';
$$;

-- yes: retention_purge | maybe:
CREATE FUNCTION purge_older(p_days integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  n integer;
BEGIN
  DELETE FROM visit WHERE seen_on < current_date - p_days;
  GET DIAGNOSTICS n = ROW_COUNT;
  RETURN n;
END;
$$;

-- yes: retention_purge | maybe: temporal_validity
CREATE FUNCTION drop_old_tokens() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM login_token WHERE expires_at < now();
  RETURN NEW;
END;
$$;

-- yes: retention_purge | maybe:
CREATE FUNCTION forget_before(p_when timestamptz) RETURNS void LANGUAGE sql AS $$
  DELETE FROM measurement WHERE measured_at < p_when;
$$;

-- yes: retention_purge | maybe:
CREATE FUNCTION remove_expired() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM upload_session WHERE created_at + interval '1 day' < clock_timestamp();
END;
$$;

-- yes: retention_purge | maybe:
CREATE FUNCTION trim_history(p_keep interval) RETURNS void LANGUAGE sql AS $$
  DELETE FROM command_history WHERE age(now(), typed_at) > p_keep;
$$;

-- yes: retention_purge, batch_processing | maybe:
CREATE FUNCTION purge_in_pieces() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  LOOP
    DELETE FROM ping WHERE id IN (SELECT id FROM ping WHERE at < now() - interval '7 days' LIMIT 10000);
    EXIT WHEN NOT FOUND;
  END LOOP;
END;
$$;

-- yes: retention_purge | maybe:
CREATE FUNCTION drop_stale_drafts() RETURNS bigint LANGUAGE sql AS $$
  WITH gone AS (DELETE FROM draft WHERE updated_at < now() - make_interval(days => 90) RETURNING 1) SELECT count(*) FROM gone;
$$;

-- yes: | maybe:
CREATE FUNCTION forget_person(p_person bigint) RETURNS void LANGUAGE sql AS $$
  DELETE FROM visit WHERE person_id = p_person;
$$;

-- yes: | maybe:
CREATE FUNCTION old_entries() RETURNS SETOF app_log LANGUAGE sql AS $$
  SELECT * FROM app_log WHERE logged_at < now() - interval '30 days';
$$;

-- yes: | maybe:
CREATE FUNCTION clear_all() RETURNS void LANGUAGE sql AS $$
  DELETE FROM app_log;
$$;
