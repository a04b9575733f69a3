-- yes: scd2 | maybe: temporal_validity
CREATE FUNCTION set_price(p_item bigint, p_price numeric) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE item_price SET valid_to = now() WHERE item_id = p_item AND valid_to IS NULL;
  INSERT INTO item_price (item_id, price, valid_from) VALUES (p_item, p_price, now());
END;
$$;

-- yes: scd2 | maybe: temporal_validity, derived_copy, audit_log
CREATE FUNCTION version_customer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE customer_version SET ended_at = now() WHERE customer_id = NEW.customer_id AND ended_at IS NULL;
  INSERT INTO customer_version (customer_id, name, address, began_at) VALUES (NEW.customer_id, NEW.name, NEW.address, now());
  RETURN NEW;
END;
$$;

-- yes: scd2 | maybe: temporal_validity
CREATE FUNCTION rename_department(p_dept integer, p_name text) RETURNS void LANGUAGE sql AS $$
  WITH ended AS (UPDATE dim_department SET is_current = false, valid_until = current_date WHERE dept_code = p_dept AND is_current RETURNING dept_code)
  INSERT INTO dim_department (dept_code, name, valid_since, is_current) SELECT dept_code, p_name, current_date, true FROM ended;
$$;

-- yes: scd2 | maybe: temporal_validity
CREATE FUNCTION raise_salary(p_emp integer, p_pay numeric, p_day date) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE salary SET to_date = p_day - 1 WHERE emp_no = p_emp AND to_date = '9999-12-31';
  INSERT INTO salary (emp_no, pay, from_date, to_date) VALUES (p_emp, p_pay, p_day, '9999-12-31');
END;
$$;

-- yes: scd2 | maybe: temporal_validity
CREATE FUNCTION new_terms(p_kind text, p_text text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE terms SET superseded_at = now() WHERE kind = p_kind AND superseded_at IS NULL;
  INSERT INTO terms (kind, body, effective_from) VALUES (p_kind, p_text, now());
END;
$$;

-- yes: scd2 | maybe: temporal_validity
CREATE FUNCTION replace_tariff(p_zone text, p_rate numeric) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  v_new bigint;
BEGIN
  INSERT INTO tariff (zone, rate, start_at) VALUES (p_zone, p_rate, now()) RETURNING id INTO v_new;
  UPDATE tariff SET end_at = now(), successor = v_new WHERE zone = p_zone AND end_at IS NULL AND id <> v_new;
  RETURN v_new;
END;
$$;

-- yes: scd2 | maybe: temporal_validity, audit_log, derived_copy
CREATE FUNCTION keep_versions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE part_history SET valid_to = now() WHERE part_no = OLD.part_no AND valid_to IS NULL;
  INSERT INTO part_history (part_no, weight, valid_from) VALUES (NEW.part_no, NEW.weight, now());
  RETURN NULL;
END;
$$;

-- yes: scd2 | maybe: temporal_validity
CREATE FUNCTION move_person(p_person bigint, p_address text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE residence SET until = current_date WHERE person_id = p_person AND until IS NULL;
  INSERT INTO residence (person_id, address, since) VALUES (p_person, p_address, current_date);
END;
$$;

-- yes: | maybe: temporal_validity
CREATE FUNCTION end_price(p_id bigint, p_to timestamptz) RETURNS void LANGUAGE sql AS $$
  UPDATE item_price SET valid_to = p_to WHERE id = p_id;
$$;

-- yes: audit_log | maybe:
CREATE FUNCTION copy_old_price() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO price_archive (item_id, price, archived_at) VALUES (OLD.item_id, OLD.price, now());
  RETURN NEW;
END;
$$;

-- yes: | maybe: temporal_validity
CREATE FUNCTION add_price(p_item bigint, p_price numeric) RETURNS void LANGUAGE sql AS $$
  INSERT INTO item_price (item_id, price, valid_from) VALUES (p_item, p_price, now());
$$;
