-- yes: partition_maintenance, dynamic_sql | maybe:
CREATE FUNCTION add_month(p_month date) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TABLE reading_%s PARTITION OF reading FOR VALUES FROM (%L) TO (%L)', to_char(p_month, 'YYYYMM'), p_month, p_month + interval '1 month');
END;
$$;

-- yes: partition_maintenance | maybe:
CREATE TABLE event_2031 PARTITION OF event FOR VALUES FROM ('2031-01-01') TO ('2032-01-01');

-- yes: partition_maintenance, dynamic_sql | maybe: retention_purge
CREATE FUNCTION drop_month(p_month date) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE 'ALTER TABLE reading DETACH PARTITION reading_' || to_char(p_month, 'YYYYMM');
  EXECUTE 'DROP TABLE reading_' || to_char(p_month, 'YYYYMM');
END;
$$;

-- yes: partition_maintenance | maybe: derived_copy
CREATE FUNCTION route_reading() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.taken_at >= '2031-01-01' THEN
    INSERT INTO reading_2031 VALUES (NEW.*);
  ELSE
    INSERT INTO reading_2030 VALUES (NEW.*);
  END IF;
  RETURN NULL;
END;
$$;

-- yes: partition_maintenance | maybe:
ALTER TABLE event ATTACH PARTITION event_old FOR VALUES FROM (MINVALUE) TO ('2030-01-01');

-- yes: partition_maintenance, dynamic_sql | maybe:
CREATE FUNCTION child_table(p_year integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TABLE IF NOT EXISTS %I (CHECK (year = %s)) INHERITS (sale)', 'sale_' || p_year, p_year);
END;
$$;

-- yes: partition_maintenance | maybe:
CREATE TABLE log_east PARTITION OF log_all FOR VALUES IN ('east', 'north');

-- yes: partition_maintenance, dynamic_sql | maybe:
CREATE FUNCTION next_partitions(p_count integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_day date;
BEGIN
  FOR i IN 0..p_count - 1 LOOP
    v_day := current_date + i;
    EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF hit FOR VALUES FROM (%L) TO (%L)', 'hit_' || to_char(v_day, 'YYYYMMDD'), v_day, v_day + 1);
  END LOOP;
END;
$$;

-- yes: dynamic_sql | maybe:
CREATE FUNCTION count_month(p_month text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  n bigint;
BEGIN
  EXECUTE format('SELECT count(*) FROM %I', 'reading_' || p_month) INTO n;
  RETURN n;
END;
$$;

-- yes: | maybe:
CREATE FUNCTION of_year(p_year integer) RETURNS SETOF event LANGUAGE sql AS $$
  SELECT * FROM event WHERE happened >= make_date(p_year, 1, 1) AND happened < make_date(p_year + 1, 1, 1);
$$;

-- yes: | maybe:
CREATE TABLE event_note (
  event_id bigint NOT NULL,
  body text
);
