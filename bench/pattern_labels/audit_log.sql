-- yes: audit_log | maybe: audit_columns
CREATE FUNCTION log_price_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO price_history_log (item_id, old_price, new_price, changed_at, changed_by) VALUES (OLD.item_id, OLD.price, NEW.price, now(), current_user);
  RETURN NEW;
END;
$$;

-- yes: audit_log | maybe:
CREATE FUNCTION audit_any() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    INSERT INTO audit_trail (table_name, action, row_data, happened) VALUES (TG_TABLE_NAME, TG_OP, row_to_json(OLD), now());
    RETURN OLD;
  END IF;
  INSERT INTO audit_trail (table_name, action, row_data, happened) VALUES (TG_TABLE_NAME, TG_OP, row_to_json(NEW), now());
  RETURN NEW;
END;
$$;

-- yes: audit_log | maybe: audit_columns
CREATE TABLE account_audit (
  audit_id bigserial PRIMARY KEY,
  account_id bigint NOT NULL,
  operation char(1) NOT NULL,
  old_row jsonb,
  new_row jsonb,
  changed_by text NOT NULL DEFAULT current_user,
  changed_at timestamptz NOT NULL DEFAULT now()
);

-- yes: audit_log | maybe:
CREATE FUNCTION change_limit(p_card bigint, p_limit numeric) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO card_audit (card_id, what, old_value, new_value, at) SELECT card_id, 'limit', card_limit::text, p_limit::text, now() FROM card WHERE card_id = p_card;
  UPDATE card SET card_limit = p_limit WHERE card_id = p_card;
END;
$$;

-- yes: audit_log | maybe:
CREATE FUNCTION log_patient_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO patient_log SELECT OLD.*, now(), session_user, 'D';
  RETURN OLD;
END;
$$;

-- yes: audit_log | maybe:
CREATE FUNCTION read_secret(p_secret bigint, p_user bigint) RETURNS text LANGUAGE sql AS $$
  INSERT INTO secret_access_log (secret_id, user_id, accessed_at) VALUES (p_secret, p_user, now());
  SELECT body FROM secret WHERE secret_id = p_secret;
$$;

-- yes: audit_log | maybe:
CREATE TABLE change_log (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  table_name text NOT NULL,
  row_id bigint NOT NULL,
  action text NOT NULL,
  before jsonb,
  after jsonb,
  user_name text NOT NULL,
  logged_at timestamptz NOT NULL
);

-- yes: audit_log | maybe:
CREATE FUNCTION track_stock() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO stock_audit (sku, old_quantity, new_quantity, operation, stamp, who) VALUES (NEW.sku, OLD.quantity, NEW.quantity, TG_OP, clock_timestamp(), session_user);
  RETURN NULL;
END;
$$;

-- yes: | maybe: audit_log
CREATE TABLE job_run (
  id bigserial PRIMARY KEY,
  job_id bigint NOT NULL,
  started_at timestamptz NOT NULL,
  ended_at timestamptz
);

-- yes: | maybe:
CREATE FUNCTION say_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE NOTICE 'row % was changed by %', NEW.id, current_user;
  RETURN NEW;
END;
$$;

-- yes: | maybe: audit_log
CREATE FUNCTION report_run(p_job bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO job_run (job_id, started_at) VALUES (p_job, now());
END;
$$;
