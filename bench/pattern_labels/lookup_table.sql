-- yes: lookup_table | maybe:
CREATE TABLE currency (
  code char(3) PRIMARY KEY,
  name text NOT NULL
);

-- yes: lookup_table | maybe:
CREATE TABLE order_status (
  status_id smallint PRIMARY KEY,
  label text NOT NULL UNIQUE
);

-- yes: lookup_table | maybe:
CREATE FUNCTION status_name(p_status integer) RETURNS text LANGUAGE sql AS $$
  SELECT CASE p_status WHEN 0 THEN 'new' WHEN 1 THEN 'paid' WHEN 2 THEN 'sent' ELSE 'unknown' END;
$$;

-- yes: lookup_table | maybe:
CREATE TABLE vat_kind (
  kind text PRIMARY KEY,
  description text NOT NULL,
  sort_order integer
);

-- yes: lookup_table | maybe:
CREATE TABLE language (
  iso_code varchar(5) NOT NULL PRIMARY KEY,
  english_name varchar(60) NOT NULL,
  native_name varchar(60)
);

-- yes: lookup_table | maybe:
CREATE FUNCTION weekday_name(p_day integer) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  RETURN CASE WHEN p_day = 1 THEN 'Monday' WHEN p_day = 2 THEN 'Tuesday' WHEN p_day = 3 THEN 'Wednesday' ELSE 'later' END;
END;
$$;

-- yes: lookup_table | maybe: soft_delete
CREATE TABLE unit_of_measure (
  uom_code text PRIMARY KEY,
  uom_name text NOT NULL,
  is_active boolean NOT NULL DEFAULT true
);

-- yes: lookup_table | maybe:
CREATE TABLE gender (
  id integer PRIMARY KEY,
  name varchar(20) NOT NULL
);

-- yes: | maybe:
CREATE TABLE customer (
  customer_id bigint PRIMARY KEY,
  name text NOT NULL,
  street text,
  city text,
  credit_limit numeric
);

-- yes: | maybe:
CREATE FUNCTION all_currencies() RETURNS SETOF currency LANGUAGE sql AS $$
  SELECT * FROM currency ORDER BY name;
$$;

-- yes: | maybe:
CREATE TABLE post_tag (
  post_id bigint NOT NULL,
  tag_id bigint NOT NULL,
  PRIMARY KEY (post_id, tag_id)
);

-- yes: | maybe:
CREATE FUNCTION discount(p_total numeric) RETURNS numeric LANGUAGE plpgsql AS $$
BEGIN
  RETURN CASE WHEN p_total > 1000 THEN p_total * 0.1 WHEN p_total > 100 THEN p_total * 0.05 ELSE 0 END;
END;
$$;
