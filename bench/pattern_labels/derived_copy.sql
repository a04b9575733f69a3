-- yes: derived_copy | maybe:
CREATE FUNCTION copy_title() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE search_entry SET title = NEW.title WHERE article_id = NEW.article_id;
  RETURN NEW;
END;
$$;

-- yes: derived_copy | maybe:
CREATE FUNCTION fill_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.search := to_tsvector('simple', NEW.title || ' ' || NEW.body);
  RETURN NEW;
END;
$$;

-- yes: derived_copy | maybe:
CREATE FUNCTION spread_name() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.name IS DISTINCT FROM OLD.name THEN
    UPDATE sales_order SET customer_name = NEW.name WHERE customer_id = NEW.customer_id;
  END IF;
  RETURN NULL;
END;
$$;

-- yes: derived_copy | maybe: audit_log
CREATE FUNCTION mirror_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO crm_person (person_id, full_name) VALUES (NEW.person_id, NEW.first_name || ' ' || NEW.last_name);
  RETURN NEW;
END;
$$;

-- yes: | maybe: derived_copy
CREATE FUNCTION copy_rate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT rate INTO NEW.rate FROM tariff WHERE tariff_id = NEW.tariff_id;
  RETURN NEW;
END;
$$;

-- yes: derived_copy | maybe: cache_refresh
CREATE FUNCTION resync_labels() RETURNS void LANGUAGE sql AS $$
  UPDATE map_label SET caption = p.name FROM place p WHERE p.place_id = map_label.place_id AND map_label.caption IS DISTINCT FROM p.name;
$$;

-- yes: | maybe: derived_copy
CREATE FUNCTION unmirror() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM crm_person WHERE person_id = OLD.person_id;
  RETURN OLD;
END;
$$;

-- yes: derived_copy | maybe:
CREATE FUNCTION keep_full_name() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.full_name := concat_ws(' ', NEW.first_name, NEW.last_name);
  RETURN NEW;
END;
$$;

-- yes: derived_copy | maybe:
CREATE FUNCTION push_price() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE shop_window SET price = NEW.price, changed = now() WHERE item_id = NEW.item_id;
  RETURN NULL;
END;
$$;

-- yes: derived_copy | maybe:
CREATE FUNCTION sync_geometry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE parcel_shape SET area = ST_Area(NEW.shape) WHERE parcel_id = NEW.parcel_id;
  RETURN NEW;
END;
$$;

-- yes: | maybe:
CREATE FUNCTION full_name(p_first text, p_last text) RETURNS text LANGUAGE sql AS $$
  SELECT concat_ws(' ', p_first, p_last);
$$;

-- yes: | maybe:
CREATE FUNCTION default_rate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.rate IS NULL THEN
    NEW.rate := 0.19;
  END IF;
  RETURN NEW;
END;
$$;

-- yes: | maybe:
CREATE FUNCTION set_title(p_article bigint, p_title text) RETURNS void LANGUAGE sql AS $$
  UPDATE article SET title = p_title WHERE article_id = p_article;
$$;
