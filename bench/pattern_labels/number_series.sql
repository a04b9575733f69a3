-- yes: number_series | maybe:
CREATE FUNCTION next_invoice_no(p_kind text) RETURNS bigint LANGUAGE sql AS $$
  UPDATE number_range SET last_no = last_no + 1 WHERE kind = p_kind RETURNING last_no;
$$;

-- yes: number_series | maybe:
CREATE FUNCTION new_ticket_no(p_year integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  n integer;
BEGIN
  SELECT coalesce(max(number), 0) + 1 INTO n FROM ticket WHERE year = p_year;
  RETURN n;
END;
$$;

-- yes: number_series | maybe: counter_cache
CREATE FUNCTION take_number() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  v bigint;
BEGIN
  SELECT value INTO v FROM counter WHERE name = 'order' FOR UPDATE;
  UPDATE counter SET value = v + 1 WHERE name = 'order';
  RETURN v + 1;
END;
$$;

-- yes: number_series | maybe:
CREATE FUNCTION number_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.line_no := (SELECT coalesce(max(line_no), 0) + 1 FROM order_line WHERE order_id = NEW.order_id);
  RETURN NEW;
END;
$$;

-- yes: number_series | maybe: upsert, counter_cache
CREATE FUNCTION next_in_year(p_year integer) RETURNS integer LANGUAGE sql AS $$
  INSERT INTO year_number (year, last) VALUES (p_year, 1) ON CONFLICT (year) DO UPDATE SET last = year_number.last + 1 RETURNING last;
$$;

-- yes: number_series | maybe:
CREATE FUNCTION add_step(p_plan bigint, p_text text) RETURNS void LANGUAGE sql AS $$
  INSERT INTO plan_step (plan_id, position, body) SELECT p_plan, coalesce(max(position), 0) + 1, p_text FROM plan_step WHERE plan_id = p_plan;
$$;

-- yes: number_series | maybe:
CREATE FUNCTION case_number(p_court text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_no integer;
BEGIN
  UPDATE court_series SET current_number = current_number + 1 WHERE court = p_court RETURNING current_number INTO v_no;
  RETURN p_court || '-' || lpad(v_no::text, 6, '0');
END;
$$;

-- yes: number_series | maybe:
CREATE FUNCTION next_version(p_doc bigint) RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  RETURN (SELECT max(version) + 1 FROM doc_version WHERE doc_id = p_doc);
END;
$$;

-- yes: | maybe:
CREATE FUNCTION next_id() RETURNS bigint LANGUAGE sql AS $$
  SELECT nextval('ticket_id_seq');
$$;

-- yes: | maybe:
CREATE FUNCTION last_no(p_kind text) RETURNS bigint LANGUAGE sql AS $$
  SELECT last_no FROM number_range WHERE kind = p_kind;
$$;

-- yes: | maybe:
CREATE FUNCTION highest(p_year integer) RETURNS integer LANGUAGE sql AS $$
  SELECT max(number) FROM ticket WHERE year = p_year;
$$;
