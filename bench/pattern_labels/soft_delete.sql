-- yes: soft_delete | maybe:
CREATE FUNCTION remove_client(p_id bigint) RETURNS void LANGUAGE sql AS $$
  UPDATE client SET deleted_at = now() WHERE client_id = p_id;
$$;

-- yes: soft_delete | maybe:
CREATE FUNCTION restore_client(p_id bigint) RETURNS void LANGUAGE sql AS $$
  UPDATE client SET deleted_at = NULL WHERE client_id = p_id;
$$;

-- yes: soft_delete | maybe:
CREATE TABLE photo (
  id bigint PRIMARY KEY,
  file text NOT NULL,
  is_deleted boolean NOT NULL DEFAULT false
);

-- yes: soft_delete | maybe:
CREATE FUNCTION keep_removed_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE product SET deleted = true WHERE product_id = OLD.product_id;
  RETURN NULL;
END;
$$;

-- yes: soft_delete | maybe:
CREATE FUNCTION trash_note(p_note uuid, p_user uuid) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  UPDATE note SET deleted_at = clock_timestamp(), deleted_by = p_user WHERE note_id = p_note AND deleted_at IS NULL;
  RETURN FOUND;
END;
$$;

-- yes: soft_delete | maybe:
CREATE RULE supplier_delete AS ON DELETE TO supplier DO INSTEAD UPDATE supplier SET removed_at = now() WHERE supplier_id = OLD.supplier_id;

-- yes: soft_delete, audit_columns | maybe:
CREATE TABLE vehicle (
  plate text PRIMARY KEY,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  deleted_at timestamptz
);

-- yes: soft_delete | maybe:
CREATE FUNCTION bury_topics(p_ids bigint[]) RETURNS void LANGUAGE sql AS $$
  UPDATE topic SET is_deleted = TRUE WHERE topic_id = ANY (p_ids);
$$;

-- yes: | maybe:
CREATE VIEW living_client AS SELECT * FROM client WHERE deleted_at IS NULL;

-- yes: | maybe:
CREATE FUNCTION switch_off(p_job bigint) RETURNS void LANGUAGE sql AS $$
  UPDATE job SET enabled = false WHERE id = p_job;
$$;

-- yes: | maybe:
CREATE FUNCTION drop_client(p_id bigint) RETURNS void LANGUAGE sql AS $$
  DELETE FROM client WHERE client_id = p_id;
$$;

-- yes: | maybe:
CREATE FUNCTION count_deleted() RETURNS bigint LANGUAGE sql AS $$
  SELECT count(*) FROM photo WHERE is_deleted;
$$;
