-- Functions of their arguments alone.
CREATE FUNCTION clamp(p_value integer, p_low integer, p_high integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF p_low > p_high THEN
    RAISE EXCEPTION 'bounds % and % are reversed', p_low, p_high USING ERRCODE = '22023';
  END IF;
  IF p_value < p_low THEN
    RETURN p_low;
  ELSIF p_value > p_high THEN
    RETURN p_high;
  END IF;
  RETURN p_value;
END $$;

CREATE FUNCTION grade_letter(p_points integer) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  CASE
    WHEN p_points >= 90 THEN RETURN 'A';
    WHEN p_points >= 75 THEN RETURN 'B';
    WHEN p_points >= 50 THEN RETURN 'C';
    ELSE RETURN 'F';
  END CASE;
END $$;

CREATE FUNCTION weekday_kind(p_day date) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  v_number integer := extract(isodow FROM p_day);
BEGIN
  CASE v_number
    WHEN 6, 7 THEN RETURN 'weekend';
    WHEN 5 THEN RETURN 'friday';
    ELSE RETURN 'weekday';
  END CASE;
END $$;

CREATE FUNCTION factorial_of(p_n integer) RETURNS bigint LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  v_result bigint := 1;
BEGIN
  IF p_n < 0 OR p_n > 12 THEN
    RETURN NULL;
  END IF;
  FOR i IN 2..p_n LOOP
    v_result := v_result * i;
  END LOOP;
  RETURN v_result;
END $$;

CREATE FUNCTION digits_sum(p_text text) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  v_sum integer := 0;
  v_at integer := 1;
  v_char text;
BEGIN
  LOOP
    v_char := substr(p_text, v_at, 1);
    EXIT WHEN v_char IS NULL OR v_char = '';
    v_at := v_at + 1;
    CONTINUE WHEN v_char !~ '[0-9]';
    v_sum := v_sum + v_char::integer;
  END LOOP;
  RETURN v_sum;
END $$;

CREATE FUNCTION parse_whole(p_text text, p_default integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN p_text::integer;
EXCEPTION
  WHEN invalid_text_representation OR numeric_value_out_of_range THEN
    RETURN coalesce(p_default, -1);
END $$;

CREATE FUNCTION safe_divide(p_one numeric, p_other numeric, OUT result numeric, OUT failed boolean)
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  failed := false;
  result := p_one / p_other;
EXCEPTION
  WHEN division_by_zero THEN
    failed := true;
    result := 0;
END $$;

CREATE FUNCTION array_report(p_items integer[]) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  v_item integer;
  v_low integer;
  v_high integer;
  v_missing integer := 0;
BEGIN
  IF p_items IS NULL THEN
    RETURN 'none';
  END IF;
  FOREACH v_item IN ARRAY p_items LOOP
    IF v_item IS NULL THEN
      v_missing := v_missing + 1;
      CONTINUE;
    END IF;
    IF v_low IS NULL OR v_item < v_low THEN
      v_low := v_item;
    END IF;
    IF v_high IS NULL OR v_item > v_high THEN
      v_high := v_item;
    END IF;
  END LOOP;
  RETURN format('%s..%s, %s missing', v_low, v_high, v_missing);
END $$;

CREATE FUNCTION row_sums(p_size integer) RETURNS SETOF integer LANGUAGE plpgsql AS $$
DECLARE
  v_grid integer[] := ARRAY[[1, 2], [3, 4], [5, 6]];
  v_row integer[];
  v_done integer := 0;
BEGIN
  FOREACH v_row SLICE 1 IN ARRAY v_grid LOOP
    EXIT WHEN v_done >= p_size;
    RETURN NEXT v_row[1] + v_row[2];
    v_done := v_done + 1;
  END LOOP;
END $$;

CREATE FUNCTION nested_search(p_target integer) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  <<rows>>
  FOR i IN 1..4 LOOP
    FOR j IN 1..4 LOOP
      CONTINUE rows WHEN j > i;
      IF i * j = p_target THEN
        RETURN i || 'x' || j;
      END IF;
      EXIT rows WHEN i + j > 7;
    END LOOP;
  END LOOP rows;
  RETURN 'none';
END $$;

CREATE FUNCTION check_code(p_code text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  v_sum integer := 0;
BEGIN
  ASSERT p_code IS NOT NULL, 'a code is needed';
  IF length(p_code) <> 4 OR p_code !~ '^[0-9]+$' THEN
    RETURN false;
  END IF;
  FOR i IN 1..3 LOOP
    v_sum := v_sum + i * substr(p_code, i, 1)::integer;
  END LOOP;
  RETURN v_sum % 10 = right(p_code, 1)::integer;
END $$;

CREATE FUNCTION initials(p_first text, p_last text, p_separator text DEFAULT '.') RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT upper(left(coalesce(p_first, '?'), 1)) || p_separator || upper(left(coalesce(p_last, '?'), 1))
$$;

CREATE FUNCTION message_level(p_level integer, p_text text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_text ALIAS FOR p_text;
BEGIN
  IF p_level = 0 THEN
    RAISE DEBUG 'debug %', v_text;
  ELSIF p_level = 1 THEN
    RAISE INFO 'info %', v_text;
  ELSIF p_level = 2 THEN
    RAISE WARNING '% of level %', v_text, p_level;
  ELSE
    RAISE EXCEPTION '%', v_text USING ERRCODE = 'P0' || lpad(coalesce(p_level, 7)::text, 3, '0'), HINT = 'level ' || p_level;
  END IF;
END $$;

CREATE FUNCTION caught_details(p_kind text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_message text;
  v_state text;
  v_hint text;
BEGIN
  BEGIN
    IF p_kind = 'custom' THEN
      RAISE EXCEPTION 'custom failure' USING ERRCODE = 'P0042', HINT = 'none needed';
    ELSIF p_kind = 'zero' THEN
      RETURN (1 / (length(p_kind) - 4))::text;
    ELSIF p_kind = 'raise' THEN
      RAISE division_by_zero;
    END IF;
    RETURN 'fine';
  EXCEPTION
    WHEN division_by_zero THEN
      RAISE;
    WHEN OTHERS THEN
      GET STACKED DIAGNOSTICS v_message = MESSAGE_TEXT, v_state = RETURNED_SQLSTATE, v_hint = PG_EXCEPTION_HINT;
      RETURN v_state || ': ' || v_message || ' (' || v_hint || ')';
  END;
END $$;

CREATE FUNCTION sum_of(VARIADIC p_items integer[]) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  v_sum integer := 0;
  v_index integer := array_lower(p_items, 1);
BEGIN
  WHILE v_index <= array_upper(p_items, 1) LOOP
    v_sum := v_sum + coalesce(p_items[v_index], 0);
    v_index := v_index + 1;
  END LOOP;
  RETURN v_sum;
END $$;

CREATE FUNCTION shipping_cost(p_weight numeric, p_zone text, p_express boolean) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  v_base numeric;
BEGIN
  IF p_weight IS NULL OR p_weight <= 0 THEN
    RETURN NULL;
  END IF;
  v_base := CASE p_zone WHEN 'home' THEN 4.5 WHEN 'europe' THEN 12 ELSE 30 END;
  IF p_weight > 10 THEN
    v_base := v_base + (p_weight - 10) * 0.8;
  END IF;
  IF p_express AND p_zone <> 'world' THEN
    v_base := v_base * 2;
  END IF;
  RETURN round(v_base, 2);
END $$;

CREATE FUNCTION months_between(p_from date, p_to date) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  v_months integer;
BEGIN
  IF p_to < p_from THEN
    RETURN -months_between(p_to, p_from);
  END IF;
  v_months := (extract(year FROM p_to) - extract(year FROM p_from)) * 12
            + extract(month FROM p_to) - extract(month FROM p_from);
  IF extract(day FROM p_to) < extract(day FROM p_from) THEN
    v_months := v_months - 1;
  END IF;
  RETURN v_months;
END $$;
