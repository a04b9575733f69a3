-- Routines with arms that random values hardly reach, written before the search that is measured with them.
CREATE TABLE parcels (
  id integer PRIMARY KEY,
  weight integer NOT NULL,
  zone text NOT NULL,
  sent_on date
);
CREATE TABLE meters (
  id integer PRIMARY KEY,
  site integer NOT NULL,
  reading numeric NOT NULL,
  factor integer
);

CREATE FUNCTION linear_lock(p_one integer, p_other integer) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF p_one * 7 - p_other * 3 = 4711 THEN
    RETURN 'open';
  END IF;
  IF p_one + p_other > 250000 THEN
    RETURN 'large';
  END IF;
  RETURN 'shut';
END $$;

CREATE FUNCTION narrow_band(p_value integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  v_scaled integer := p_value * 13 + 5;
BEGIN
  IF v_scaled BETWEEN 90000 AND 90400 THEN
    IF p_value % 2 = 0 THEN
      RETURN p_value / 2;
    END IF;
    RETURN 3 * p_value + 1;
  END IF;
  RETURN 0;
END $$;

CREATE FUNCTION nested_guards(p_a integer, p_b integer, p_c integer) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF p_a - p_b = 37 THEN
    IF p_b + p_c = 1500 THEN
      IF p_c > p_a * 2 THEN
        RETURN 'inner';
      END IF;
      RETURN 'middle';
    END IF;
    RETURN 'outer';
  END IF;
  RETURN 'none';
END $$;

CREATE FUNCTION long_text(p_text text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF length(p_text) > 64 THEN
    RETURN left(p_text, 61) || '...';
  END IF;
  IF length(p_text) BETWEEN 23 AND 27 AND position('-' IN p_text) = 9 THEN
    RETURN 'reference';
  END IF;
  RETURN p_text;
END $$;

CREATE FUNCTION exact_period(p_from date, p_to date) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF p_to - p_from = 91 THEN
    RETURN 'quarter';
  ELSIF p_to - p_from > 3650 THEN
    RETURN 'decade';
  ELSIF extract(doy FROM p_from) = 60 AND extract(doy FROM p_to) = 366 THEN
    RETURN 'leap';
  END IF;
  RETURN 'other';
END $$;

CREATE FUNCTION full_load(p_zone text) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_total integer;
BEGIN
  SELECT coalesce(sum(weight), 0) INTO v_total FROM parcels WHERE zone = p_zone;
  IF v_total > 1200 THEN
    RETURN 'too heavy';
  ELSIF v_total BETWEEN 700 AND 720 THEN
    RETURN 'full';
  END IF;
  RETURN 'room';
END $$;

CREATE FUNCTION crowd(p_zone text) RETURNS integer LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_count integer;
BEGIN
  SELECT count(*) INTO v_count FROM parcels WHERE zone = p_zone AND sent_on IS NULL;
  IF v_count >= 6 THEN
    RETURN -v_count;
  END IF;
  RETURN v_count;
END $$;

CREATE FUNCTION meter_jump(p_meter integer, p_reading numeric) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_old numeric;
  v_factor integer;
BEGIN
  SELECT reading, factor INTO v_old, v_factor FROM meters WHERE id = p_meter;
  IF NOT FOUND THEN
    RETURN 'unknown';
  END IF;
  IF v_old > 5000 AND p_reading < v_old / 4 THEN
    RETURN 'replaced';
  END IF;
  IF (p_reading - v_old) * v_factor > 33333 THEN
    UPDATE meters SET reading = p_reading WHERE id = p_meter;
    RETURN 'jump';
  END IF;
  RETURN 'ok';
END $$;

CREATE FUNCTION site_match(p_site integer) RETURNS integer LANGUAGE plpgsql STABLE AS $$
DECLARE
  r record;
BEGIN
  FOR r IN SELECT id, reading, factor FROM meters WHERE site = p_site ORDER BY id LOOP
    IF r.reading = r.factor * 17 THEN
      RETURN r.id;
    END IF;
    CONTINUE WHEN r.factor IS NULL;
    IF r.factor - r.id > 400 THEN
      RETURN -r.id;
    END IF;
  END LOOP;
  RETURN 0;
END $$;

CREATE FUNCTION staircase(p_start integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  v_value integer := p_start;
  v_steps integer := 0;
BEGIN
  WHILE v_value > 1 AND v_steps < 40 LOOP
    v_value := v_value / 3;
    v_steps := v_steps + 1;
  END LOOP;
  IF v_steps >= 8 THEN
    RETURN -v_steps;
  END IF;
  CASE v_steps
    WHEN 6 THEN RETURN 600;
    WHEN 7 THEN RETURN 700;
    ELSE RETURN v_steps;
  END CASE;
END $$;

CREATE FUNCTION array_guard(p_items integer[]) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  v_sum integer := 0;
  v_item integer;
BEGIN
  IF p_items IS NULL OR array_length(p_items, 1) IS NULL THEN
    RETURN 'empty';
  END IF;
  FOREACH v_item IN ARRAY p_items LOOP
    v_sum := v_sum + coalesce(v_item, 0);
  END LOOP;
  IF v_sum = 77 THEN
    RETURN 'hit';
  ELSIF v_sum > 900 THEN
    RETURN 'over';
  END IF;
  RETURN 'miss';
END $$;

CREATE FUNCTION parcels_before_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.weight > 31000 THEN
    RAISE EXCEPTION 'parcel % is too heavy', NEW.id USING ERRCODE = 'P0310';
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF NEW.weight - OLD.weight = 250 THEN
      NEW.zone := 'checked';
    ELSIF OLD.sent_on IS NOT NULL AND NEW.sent_on - OLD.sent_on > 45 THEN
      NEW.zone := 'late';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER parcels_change BEFORE INSERT OR UPDATE ON parcels
  FOR EACH ROW EXECUTE FUNCTION parcels_before_change();
