-- yes: | maybe:
CREATE FUNCTION net_price(p_price numeric, p_rate numeric) RETURNS numeric LANGUAGE sql AS $$
  SELECT round(p_price / (1 + p_rate), 2);
$$;

-- yes: | maybe:
CREATE VIEW person_list AS SELECT id, name, city FROM person ORDER BY name;

-- yes: | maybe:
CREATE FUNCTION initials(p_name text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  RETURN string_agg(left(w, 1), '') FROM regexp_split_to_table(p_name, ' ') w;
END;
$$;

-- yes: | maybe:
CREATE FUNCTION busiest_city() RETURNS text LANGUAGE sql AS $$
  SELECT city FROM person GROUP BY city ORDER BY count(*) DESC LIMIT 1;
$$;

-- yes: | maybe:
CREATE FUNCTION is_leap(y integer) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  RETURN (y % 4 = 0 AND y % 100 <> 0) OR y % 400 = 0;
END;
$$;

-- yes: | maybe:
CREATE TABLE reading (
  reading_id bigint PRIMARY KEY,
  sensor_id integer NOT NULL,
  taken_at timestamptz NOT NULL,
  value numeric NOT NULL
);

-- yes: | maybe:
CREATE FUNCTION rename_city(p_old text, p_new text) RETURNS void LANGUAGE sql AS $$
  UPDATE person SET city = p_new WHERE city = p_old;
$$;

-- yes: | maybe:
CREATE FUNCTION move_to(p_person bigint, p_city text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE person SET city = p_city WHERE id = p_person;
  RAISE DEBUG 'moved %', p_person;
END;
$$;

-- yes: | maybe:
CREATE VIEW open_invoice AS SELECT i.*, c.name FROM invoice i JOIN customer c USING (customer_id) WHERE i.paid_at IS NULL;

-- yes: | maybe:
CREATE FUNCTION distance_km(a point, b point) RETURNS double precision LANGUAGE sql AS $$
  SELECT (a <-> b) * 111.2;
$$;
