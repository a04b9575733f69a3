-- yes: audit_columns | maybe:
CREATE FUNCTION stamp_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.modified_at := now();
  NEW.modified_by := session_user;
  RETURN NEW;
END;
$$;

-- yes: audit_columns | maybe:
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.updated_at = clock_timestamp();
  RETURN NEW;
END;
$$;

-- yes: audit_columns | maybe:
CREATE TABLE contract (
  contract_no text PRIMARY KEY,
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by text NOT NULL DEFAULT current_user
);

-- yes: audit_columns | maybe:
CREATE TABLE sensor (
  sensor_id integer PRIMARY KEY,
  label text,
  created_on timestamp DEFAULT now(),
  modified_on timestamp DEFAULT now()
);

-- yes: audit_columns | maybe:
CREATE FUNCTION set_authors() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.created_by := current_user;
    NEW.created_at := now();
  END IF;
  NEW.updated_by := current_user;
  NEW.updated_at := now();
  RETURN NEW;
END;
$$;

-- yes: audit_columns | maybe:
ALTER TABLE bridge ADD COLUMN created_at timestamptz NOT NULL DEFAULT now(), ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now();

-- yes: | maybe: audit_columns
CREATE FUNCTION note_last_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW IS DISTINCT FROM OLD THEN
    NEW.last_modified := now();
  END IF;
  RETURN NEW;
END;
$$;

-- yes: audit_columns | maybe:
CREATE FUNCTION stamp_creation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.created_at := coalesce(NEW.created_at, now());
  NEW.updated_at := now();
  RETURN NEW;
END;
$$;

-- yes: | maybe:
CREATE TABLE visitor (
  id bigint PRIMARY KEY,
  created_at timestamptz DEFAULT now()
);

-- yes: | maybe: derived_copy
CREATE FUNCTION fill_slug() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.slug := lower(replace(NEW.title, ' ', '-'));
  RETURN NEW;
END;
$$;

-- yes: | maybe:
CREATE FUNCTION recent(p_day date) RETURNS SETOF contract LANGUAGE sql AS $$
  SELECT * FROM contract WHERE created_at >= p_day;
$$;
