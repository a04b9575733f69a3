CREATE SEQUENCE ids;
CREATE FUNCTION next_id(prefix text) RETURNS text LANGUAGE sql AS $$ SELECT prefix || nextval('ids') $$;
CREATE TABLE numbered (id text DEFAULT next_id('n'), made timestamptz DEFAULT clock_timestamp());
