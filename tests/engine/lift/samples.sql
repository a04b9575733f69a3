-- Ships an order.
-- Only once.
CREATE OR REPLACE FUNCTION sales.ship(p_order bigint, -- which
    INOUT p_note text DEFAULT 'x', numeric(12, 2) = 1.5, VARIADIC p_rest "My".kind[] = '{}')
RETURNS record LANGUAGE plpgsql STABLE STRICT SECURITY DEFINER COST 10
SET search_path = sales, pg_temp SET "a.b" FROM CURRENT
AS $body$
#variable_conflict use_column
-- The block.
<<outer>>
DECLARE -- what is needed
    v_status sales.tb_order.status%TYPE; -- as stored
    v_code CONSTANT text COLLATE "C" NOT NULL := f('a', /* in */ 'b');
    c NO SCROLL CURSOR (k bigint) FOR
        SELECT * FROM sales.tb_line
         WHERE fk_order = k;
    DECLARE v_qty ALIAS FOR $2;
    r record;
    a int[] := '{}';
BEGIN -- starts
    SELECT status
      INTO STRICT v_status -- into
      FROM sales.tb_order
     WHERE id = p_order FOR UPDATE;
    IF NOT FOUND THEN RAISE EXCEPTION 'no order %', p_order USING ERRCODE = 'P0002'; END IF;
    IF v_status IS NULL OR (a AND b) THEN -- guard
        RAISE 'it''s %', E'a\nb';
    END IF;
    IF x THEN
        NULL; -- nothing
        -- closing
    ELSEIF y THEN
        -- only a comment
    ELSE IF z THEN a[1:2] = b; END IF;
    END IF;
    CASE v_status WHEN 'a', 'b' THEN NULL; -- one
        -- two
        WHEN 'c' THEN PERFORM f(1) FROM t; ELSE END CASE;
    CASE WHEN a THEN x.y := 1; END CASE;
    FOR i IN REVERSE 10..1 BY 2 LOOP CONTINUE WHEN i > 3; END LOOP;
    FOR r IN SELECT 1 LOOP EXIT outer; END LOOP;
    FOR r IN EXECUTE 'q' USING 1, 2 LOOP RETURN NEXT; END LOOP;
    FOR r IN c(k := 1) LOOP NULL; END LOOP;
    FOREACH x SLICE 1 IN ARRAY a LOOP NULL; END LOOP;
    <<l>> WHILE a < b LOOP EXIT l WHEN c; END LOOP l;
    LOOP -- forever
        EXIT;
    END LOOP;
    INSERT INTO t (a, b) VALUES (1, 'x
  y') ON CONFLICT (a) DO UPDATE SET b = excluded.b RETURNING id INTO v;
    INSERT INTO t SELECT 1;
    UPDATE t AS x SET a = 1 WHERE b;
    DELETE FROM t;
    EXECUTE format('x %I', y) USING a INTO STRICT b, c;
    CALL p(1, v);
    OPEN c(1); OPEN c SCROLL FOR SELECT 1; OPEN c FOR EXECUTE q;
    FETCH RELATIVE -2 FROM c INTO x, y; FETCH c INTO z; MOVE LAST IN c; CLOSE c;
    GET DIAGNOSTICS n = ROW_COUNT, o := PG_CONTEXT;
    ASSERT a, 'b'; RAISE NOTICE 'n'; RAISE unique_violation; RAISE SQLSTATE '22012' USING HINT = 'h'; RAISE LOG '%', 1;
    BEGIN
        DECLARE q int; BEGIN NULL; END;
        -- tail
    EXCEPTION
        -- on error
        WHEN unique_violation OR SQLSTATE '22012' THEN
            GET STACKED DIAGNOSTICS m = MESSAGE_TEXT;
            RAISE;
        WHEN OTHERS THEN NULL;
    END;
    RETURN QUERY SELECT 1, 'é';
    RETURN QUERY EXECUTE 'q' USING a;
    FETCH ALL FROM c; -- not of this language
    RETURN (a + b)
        * c;
EXCEPTION WHEN OTHERS THEN
    COMMIT; ROLLBACK AND CHAIN;
END outer
$body$;

CREATE PROCEDURE p(IN a int, OUT b int) LANGUAGE 'sql' BEGIN ATOMIC
    SELECT 1; -- one
    INSERT INTO t (a) VALUES (a);
END;

CREATE FUNCTION g(int) RETURNS int IMMUTABLE PARALLEL SAFE LEAKPROOF RETURN $1 + 1;

CREATE FUNCTION h() RETURNS TABLE (id int, name text) LANGUAGE sql ROWS 5 AS '
    -- rows
    SELECT 1, ''a'';
    SELECT 2, b FROM t';

CREATE FUNCTION lib(text) RETURNS text LANGUAGE c AS 'obj', 'sym' NOT LEAKPROOF CALLED ON NULL INPUT;

CREATE FUNCTION py() RETURNS int LANGUAGE plpython3u AS $$
return 1  # one
$$;

CREATE FUNCTION tr() RETURNS trigger AS $$BEGIN NEW.a := now(); RETURN NEW; END$$ LANGUAGE plpgsql;
