-- yes: temporal_validity | maybe:
CREATE FUNCTION price_on(p_item bigint, p_day date) RETURNS numeric LANGUAGE sql AS $$
  SELECT price FROM price_list WHERE item_id = p_item AND p_day BETWEEN starts_on AND coalesce(ends_on, 'infinity');
$$;

-- yes: temporal_validity | maybe:
CREATE TABLE room_rate (
  room integer NOT NULL,
  rate numeric NOT NULL,
  during daterange NOT NULL,
  EXCLUDE USING gist (room WITH =, during WITH &&)
);

-- yes: temporal_validity | maybe:
CREATE TABLE membership (
  person_id bigint NOT NULL,
  club_id bigint NOT NULL,
  valid_from date NOT NULL,
  valid_to date,
  CHECK (valid_to IS NULL OR valid_to > valid_from)
);

-- yes: temporal_validity | maybe:
CREATE VIEW current_rate AS SELECT * FROM tax_rate WHERE effective_from <= current_date AND (effective_to IS NULL OR effective_to > current_date);

-- yes: temporal_validity | maybe: soft_delete
CREATE FUNCTION end_membership(p_person bigint, p_club bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE membership SET valid_to = current_date WHERE person_id = p_person AND club_id = p_club AND valid_to IS NULL;
END;
$$;

-- yes: temporal_validity | maybe:
CREATE FUNCTION no_overlap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM lease WHERE flat = NEW.flat AND id <> NEW.id AND NEW.starts < ends AND NEW.ends > starts) THEN
    RAISE EXCEPTION 'flat % is let in that time', NEW.flat;
  END IF;
  RETURN NEW;
END;
$$;

-- yes: temporal_validity | maybe:
CREATE FUNCTION rates_at(p_at timestamptz) RETURNS SETOF fx_rate LANGUAGE sql AS $$
  SELECT * FROM fx_rate WHERE valid_during @> p_at;
$$;

-- yes: temporal_validity | maybe:
CREATE FUNCTION active_promotions() RETURNS SETOF promotion LANGUAGE sql AS $$
  SELECT * FROM promotion WHERE now() >= begins_at AND now() < finishes_at;
$$;

-- yes: | maybe:
CREATE FUNCTION list_leases() RETURNS TABLE (flat integer, starts date, ends date) LANGUAGE sql AS $$
  SELECT flat, starts, ends FROM lease ORDER BY flat;
$$;

-- yes: | maybe: temporal_validity
CREATE FUNCTION age_of(p_id bigint) RETURNS interval LANGUAGE sql AS $$
  SELECT age(created_at) FROM visitor WHERE id = p_id;
$$;

-- yes: | maybe:
CREATE FUNCTION orders_between(p_from date, p_to date) RETURNS SETOF sales_order LANGUAGE sql AS $$
  SELECT * FROM sales_order WHERE ordered_on BETWEEN p_from AND p_to;
$$;
